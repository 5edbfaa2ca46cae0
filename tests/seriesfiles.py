"""Small files of series, written for the tests as their publishers write them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2020, 3, 1)
REGIONS = (("03", "Lombardia"), ("08", "Emilia-Romagna"), ("05", "Veneto"))
PROVINCES = (
    ("03", "Lombardia", "016", "Bergamo", "BG"),
    ("03", "Lombardia", "015", "Milano", "MI"),
    ("05", "Veneto", "028", "Padova", "PD"),
)
REGION_HEADER = (
    "data,stato,codice_regione,denominazione_regione,lat,long,terapia_intensiva,totale_ospedalizzati,totale_positivi,dimessi_guariti,"
    "deceduti,totale_casi,tamponi"
)
PROVINCE_HEADER = (
    "data,stato,codice_regione,denominazione_regione,codice_provincia,denominazione_provincia,sigla_provincia,lat,long,totale_casi"
)


def days(count: int) -> list[str]:
    """Days from `FIRST` on, as ISO 8601."""
    return [(FIRST + timedelta(days=n)).isoformat() for n in range(count)]


def growing(place: int, day: int) -> int:
    """A count that grows, the faster the lower the number of the place."""
    return round((40 - 10 * place) * 1.15**day)


def region_lines(count: int = 14) -> list[str]:
    """Header and rows of three regions, in the published form."""
    lines = [REGION_HEADER]
    for n, day in enumerate(days(count)):
        for p, (code, name) in enumerate(REGIONS):
            cases = growing(p, n)
            counts = (cases // 20, cases // 4, cases // 2, cases // 9, cases // 10, cases, cases * 8)
            lines.append(f"{day}T17:00:00,ITA,{code},{name},45.4,9.1,{','.join(map(str, counts))}")
    return lines


def province_lines(count: int = 14) -> list[str]:
    """Header and rows of three provinces and of the cases not yet assigned to one."""
    lines = [PROVINCE_HEADER]
    for n, day in enumerate(days(count)):
        for p, (region, region_name, code, name, letters) in enumerate(PROVINCES):
            lines.append(f"{day}T17:00:00,ITA,{region},{region_name},{code},{name},{letters},45.6,9.6,{growing(p, n) // 2}")
        lines.append(f"{day}T17:00:00,ITA,03,Lombardia,979,In fase di definizione/aggiornamento,,0,0,{n}")
    return lines


def write(folder: Path, name: str, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    """A file of these lines."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def italy(folder: Path, count: int = 14, change: Callable[[list[str]], list[str]] = lambda lines: lines) -> Path:
    """A folder with regions and provinces; `change` may spoil the regions."""
    write(folder, "dpc-covid19-ita-regioni.csv", change(region_lines(count)))
    write(folder, "dpc-covid19-ita-province.csv", province_lines(count))
    return folder
