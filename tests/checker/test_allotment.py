"""The checker refuses answers that break a limit, count wrong or claim a bound that is not proven."""

from functools import cache

import pytest
from benchmarks.allocation.generate import Shape, generate

from aidbridge.checker.allotment import check_allotment, proven_bound
from aidbridge.model.allocationcase import AllocationAnswer, AllocationCase, DualPrices, Sent
from aidbridge.planners.allocation.core.solve import solve_case


@cache
def solved() -> tuple[AllocationCase, AllocationAnswer]:
    case = generate(Shape(places=6, items=10, donors=10, items_each=5, days=14), 2)
    return case, solve_case(case)


def keys(answer: AllocationAnswer, case: AllocationCase | None = None) -> set[str]:
    return {breach.key for breach in check_allotment(case or solved()[0], answer)}


def changed(**fields: object) -> AllocationAnswer:
    return solved()[1].model_copy(update=fields)


def test_a_right_answer_stands() -> None:
    assert keys(solved()[1]) == set()


def resent(number: int, **fields: object) -> AllocationAnswer:
    sent = list(solved()[1].sent)
    sent[number] = sent[number].model_copy(update=fields)
    return changed(sent=tuple(sent))


def test_more_than_there_is() -> None:
    assert "stock" in keys(resent(0, quantity=1e7))


def test_more_than_a_link_takes() -> None:
    answer = solved()[1]
    day = answer.sent[0].depart_day
    everything = tuple(one.model_copy(update={"depart_day": max(day, 9)}) for one in answer.sent)
    assert keys(changed(sent=everything)) & {"link", "late"}


def test_before_it_is_ready() -> None:
    case, answer = solved()
    ready = {offer.id: offer.ready_day for offer in case.offers}
    number = next(n for n, one in enumerate(answer.sent) if ready[one.offer] > 0)
    assert keys(resent(number, depart_day=0)) == {"ready"}


def test_half_a_team() -> None:
    case, answer = solved()
    whole = {item.id: item.whole for item in case.items}
    item = {offer.id: offer.item for offer in case.offers}
    number = next(n for n, one in enumerate(answer.sent) if whole[item[one.offer]])
    assert keys(resent(number, quantity=0.5)) == {"whole"}


@pytest.mark.parametrize(("field", "name"), [("need", "nobody"), ("offer", "nothing")])
def test_unknown_names(field: str, name: str) -> None:
    assert keys(resent(0, **{field: name})) == {"unknown"}


def test_a_place_beyond_the_agreement() -> None:
    case, answer = solved()
    donor = next(offer.donor for offer in case.offers if offer.id == answer.sent[0].offer)
    donors = tuple(d.model_copy(update={"places": ()}) if d.id == donor else d for d in case.donors)
    assert keys(answer, case.model_copy(update={"donors": donors})) == {"reach"}


def test_less_than_the_donor_keeps() -> None:
    case, answer = solved()
    one = answer.sent[0]
    offer = next(offer for offer in case.offers if offer.id == one.offer)
    kept = [r for r in case.reserves if (r.donor, r.item) != (offer.donor, offer.item)]
    reserve = {"donor": offer.donor, "item": offer.item, "has": 1, "keeps": 1}
    tighter = AllocationCase.model_validate(case.model_dump() | {"reserves": [*(r.model_dump() for r in kept), reserve]})
    assert "reserve" in keys(answer, tighter)


def test_figures_that_flatter() -> None:
    answer = solved()[1]
    assert "figure" in keys(changed(unmet_weighted_h=answer.unmet_weighted_h * 0.9))
    assert "figure" in keys(changed(below_floors_h=answer.below_floors_h + 50))
    assert "left_out" in keys(changed(needs=answer.needs[1:]))
    first = answer.needs[0].model_copy(update={"eligible": not answer.needs[0].eligible})
    assert "eligible" in keys(changed(needs=(first, *answer.needs[1:])))


def test_a_bound_beyond_its_proof() -> None:
    answer = solved()[1]
    proven = proven_bound(solved()[0], answer)
    assert keys(changed(bound=proven + 1e-3)) == {"bound"}
    assert keys(changed(bound=answer.value + 1)) == {"bound"}


@pytest.mark.parametrize("section", ["offers", "links"])
@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_a_wrong_multiplier_is_refused(section: str, factor: float) -> None:
    """Prices that differ prove another bound: where that is weaker, the stated one does not stand."""
    case, answer = solved()
    prices = getattr(answer.certificate, section)
    for name in sorted(prices, key=prices.__getitem__, reverse=True)[:3]:
        told = answer.certificate.model_copy(update={section: prices | {name: prices[name] * factor}})
        assert proven_bound(case, changed(certificate=told)) < answer.bound
        assert keys(changed(certificate=told)) == {"bound"}


@pytest.mark.parametrize(
    "certificate",
    [
        DualPrices(),
        DualPrices(offers={"nothing": 1.0}),
        DualPrices(donors={"nobody/nothing": 1.0}),
        DualPrices(links={"air-1/kg/999": 1.0}),
        DualPrices(links={"nowhere/kg/0": 1.0}),
        DualPrices(links={"air-1": 1.0}),
        DualPrices(links={"air-1/smell/0": 1.0}),
    ],
)
def test_a_certificate_of_nothing_proves_nothing(certificate: DualPrices) -> None:
    assert keys(changed(certificate=certificate)) == {"bound"}


def test_any_prices_prove_a_bound_that_no_answer_beats() -> None:
    case, answer = solved()
    for factor in (0.0, 0.3, 0.9, 1.1, 5.0):
        told = DualPrices(
            offers={name: price * factor for name, price in answer.certificate.offers.items()},
            links={name: price * factor for name, price in answer.certificate.links.items()},
        )
        assert proven_bound(case, changed(certificate=told)) <= answer.value


def test_sending_twice_what_is_there_twice_is_seen() -> None:
    answer = solved()[1]
    assert keys(changed(sent=(*answer.sent, *answer.sent))) & {"stock", "link"}
    assert isinstance(answer.sent[0], Sent)
