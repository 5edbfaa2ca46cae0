"""What `aidbridge intake` writes: the draft, its record, and the review as page, CSV and Excel."""

from pathlib import Path

from ..documents.review.page import review_page
from ..documents.review.sheet import form_csv, form_workbook
from ..documents.voice import Voice
from ..intake.draft import write_draft
from ..intake.record import Record
from ..missionfile.textfile import write_bytes, write_text
from .folder import make_folder

RECORD, PAGE, FORM, BOOK = "intake.json", "review.html", "review.csv", "review.xlsx"


def write_all(record: Record, folder: Path, voice: Voice) -> None:
    """Write all of them. Raises InputError where the folder cannot be written."""
    make_folder(folder)
    write_draft(folder, record)
    answers = {answer.row: answer for answer in record.answers}
    write_text(folder / PAGE, review_page(record.review, answers, voice.language, record.title))
    # Excel knows a CSV file in UTF-8 by its byte order mark alone.
    write_bytes(folder / FORM, form_csv(record.review, answers, voice.say).encode("utf-8-sig"))
    write_bytes(folder / BOOK, form_workbook(record.review, answers, voice.say))
