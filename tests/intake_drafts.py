"""Reports of invented missions, and drafts made of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from aidbridge.intake.draft import write_draft
from aidbridge.intake.read import read_report
from aidbridge.intake.record import Record, record_of
from aidbridge.intake.review import Answer, Decision, ReviewRow

FLOOD_IT = (
    "L'Italia invia aiuti in Libia dopo l'alluvione che ha colpito la città di Derna. Tre C-130J dell'Aeronautica militare sono "
    "decollati dall'aeroporto militare di Pisa diretti all'aeroporto di Benina, vicino a Bengasi, con due squadre di soccorso e "
    "quattro veicoli. A bordo ci sono anche 100 tende e 5.000 coperte. La Libia aveva chiesto aiuto."
)
FLOOD_EN = (
    "Italy sent three C-130J transport planes to flood-hit Libya, the defence ministry said. The aircraft carried two rescue "
    "teams to Benina airport near Benghazi. At least 5,300 people were killed in Derna. More than 30,000 people have been "
    "displaced. Libya had appealed for international help. Egypt has also sent rescue teams."
)
QUAKE_DE = (
    "Deutschland schickt nach dem Erdbeben in der Türkei 50 Rettungskräfte und sieben Suchhunde. Zwei Transportflugzeuge vom Typ "
    "A400M starteten vom Fliegerhorst Wunstorf zum Flughafen Gaziantep. Die Zahl der Toten in der Türkei stieg auf 5.894. Die "
    "Maschinen bringen drei Bergungsteams, 200 Zelte und 20 Generatoren in die Provinz Hatay. Die Türkei hatte um Hilfe gebeten."
)
BLAST_FR = (
    "La France a envoyé deux avions militaires vers le Liban après l'explosion qui a ravagé le port de Beyrouth. Deux A400M ont "
    "décollé de la base aérienne d'Orléans avec 55 sauveteurs et 15 tonnes de matériel. L'explosion a fait 113 morts et 4 000 "
    "blessés au Liban. Le Liban a demandé l'aide de la communauté internationale. Deux équipes médicales sont attendues à "
    "l'aéroport de Beyrouth."
)
STRANGE_EN = (
    "Japan is sending a C-2 transport plane with two medical teams to Nepal after the earthquake. The plane left Komaki Air Base "
    "for Kathmandu airport. Nepal asked for help. At least 3,000 people have died in Nepal and 6,500 were injured."
)


def record(dated: str, **reports: str) -> Record:
    """The record of some reports, each named by its language and what follows: `it_wire`."""
    day = date.fromisoformat(dated)
    return record_of([read_report(text, report=f"{name}.txt", dated=day, language=name[:2]) for name, text in reports.items()], day)


def flood() -> Record:
    """Italian C-130s for Libya, in two languages."""
    return record("2023-09-13", it=FLOOD_IT, en=FLOOD_EN)


def accepted(record: Record, by: str = "Ana") -> Record:
    """The record with every open row that suggests something accepted, round after round."""
    for _ in range(5):
        open = [row for row in record.review.open(record.answers) if row.value is not None]
        if not open:
            break
        record = record.answered([Answer(row.id, Decision.ACCEPT, None, "", by) for row in open])
    return record


def entering(record: Record, enters: str) -> ReviewRow:
    """The first row that enters the mission at a path."""
    return next(row for row in record.review.rows if row.enters == enters)


def answer(record: Record, answers: Mapping[str, str | Decision]) -> Record:
    """The record with answers by path: a value changes, a decision decides."""
    given = []
    for enters, said in answers.items():
        decision = said if isinstance(said, Decision) else Decision.CHANGE
        value = None if isinstance(said, Decision) else said
        given.append(Answer(entering(record, enters).id, decision, value, "seen by eye", "Ben"))
    return record.answered(given)


def written(record: Record, folder: Path) -> Path:
    """The record's draft in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_draft(folder, record)
    return folder
