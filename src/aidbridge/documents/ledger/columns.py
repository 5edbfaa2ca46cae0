"""The columns of the ledger, each with its HXL tag (Humanitarian Exchange Language 1.1, hxlstandard.org).

Tags are those of the core dictionary; attributes beside its own (`+agreed`, `+moving`, `+atwork`, `+open`) are made as the tagging
conventions allow: lower-case letters.
"""

NEED_COLUMNS = {
    "need": "#need+id",
    "place": "#adm1+name",
    "place_id": "#adm1+code",
    "capability": "#item+name",
    "capability_id": "#item+code",
    "unit": "#item+unit",
    "severity": "#severity+num",
    "from_utc": "#date+start",
    "until_utc": "#date+end",
    "needed": "#inneed+num",
    "offered": "#capacity+offered+num",
    "agreed": "#capacity+approved+num",
    "planned": "#targeted+num",
    "loaded": "#delivery+loaded+num",
    "moving": "#delivery+moving+num",
    "arrived": "#delivery+arrived+num",
    "at_work": "#reached+num",
    "share": "#reached+pct",
    "first_moving_utc": "#date+delivery+moving+start",
    "last_arrived_utc": "#date+delivery+arrived+end",
    "first_at_work_utc": "#date+reached+start",
    "last_at_work_utc": "#date+reached+end",
    "open": "#inneed+open+num",
    "offers": "#org+offers+list",
    "twice": "#status+duplicates+list",
    "why": "#description+open",
}
"""One row a need."""

OFFER_COLUMNS = {
    "need": "#need+id",
    "place": "#adm1+name",
    "place_id": "#adm1+code",
    "capability": "#item+name",
    "capability_id": "#item+code",
    "unit": "#item+unit",
    "needed": "#inneed+num",
    "offer": "#activity+id",
    "donor": "#org+funder+code",
    "channel": "#channel",
    "status": "#status+offer",
    "resources": "#item+resources+list",
    "offered": "#capacity+offered+num",
    "agreed": "#capacity+approved+num",
    "planned": "#targeted+num",
    "loaded": "#delivery+loaded+num",
    "moving": "#delivery+moving+num",
    "arrived": "#delivery+arrived+num",
    "at_work": "#reached+num",
    "share": "#reached+pct",
    "first_moving_utc": "#date+delivery+moving+start",
    "last_arrived_utc": "#date+delivery+arrived+end",
    "first_at_work_utc": "#date+reached+start",
    "last_at_work_utc": "#date+reached+end",
    "reported": "#status+reported",
    "twice": "#status+duplicates+list",
}
"""One row a need and offer."""

TWICE_COLUMNS = {
    "resource": "#item+id",
    "offer": "#activity+id",
    "other": "#item+id+other",
    "other_offer": "#activity+id+other",
    "quantity": "#capacity+duplicates+num",
    "why": "#description",
}
"""One row for what seems to be offered twice."""
