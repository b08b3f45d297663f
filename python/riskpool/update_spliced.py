"""How claims move a law of one loss that is spliced of a body and a tail.

Claims above the threshold move the tail and claims up to it the body, each through the window in which it is seen; how
many lie above moves the tail's probability. Source: Klugman, Panjer, Willmot, Loss Models, 5.2.6 and 11.4."""

from __future__ import annotations

import numpy as np

from riskpool.claims import Seen
from riskpool.moves import Moves
from riskpool.scenario_text import NoUpdate, entries
from riskpool.severity_grid import Window
from riskpool.update_laws import chance
from riskpool.update_parameters import move_on_grid
from riskpool.update_severity import (
    Severity,
    exponential_mean,
    generalised_pareto,
    law_of_loss,
    mean_loss,
    pareto_shape,
)


def spliced(moves: Moves, source: str, path: str, claims: Seen) -> Severity:
    """Body, tail and the tail's probability, each by itself: with the threshold fixed their likelihoods are
    factors of one another, unless the probability is what the body leaves above the threshold. Then the claims above
    are seen by the body as such (censored)."""
    before = mean_loss(moves.text, path)
    body, tail = (f"{path}.{part}.{entries(moves.text.find(f'{path}.{part}'))[0][0]}" for part in ("body", "tail"))
    has_threshold, has_probability = (
        moves.text.find(f"{path}.{key}") is not None for key in ("threshold", "tail_probability")
    )
    if has_threshold:
        threshold = moves.text.number(f"{path}.threshold").value
    else:
        left = np.array([moves.text.number(f"{path}.tail_probability").value])
        threshold = float(law_of_loss(moves.text, body).quantile_upper(left)[0])
    seen = claims.where(claims.losses > 0)
    low, high = seen.where(seen.losses <= threshold), seen.where(seen.losses > threshold)
    if has_probability:
        data = f"{high.told()} above {threshold:.4g} of {seen.number:g}"
        strength = moves.strength.claims
        chance(moves, source, f"{path}.tail_probability", "tail probability", high.number, seen.number, strength, data)
    try:
        if not has_threshold:
            raise NoUpdate("the threshold is a quantile of it: give `threshold` beside tail_probability")
        if has_probability:
            move_on_grid(moves, source, body, low, Window(below=threshold), f" up to {threshold:.4g}")
        else:
            window = Window(censored=high.number, censored_at=threshold)
            move_on_grid(moves, source, body, low, window, f" up to {threshold:.4g} and {high.number:g} above")
    except NoUpdate as why:
        moves.leave(source, body, why)
    try:
        _tail(moves, source, tail, high, threshold)
    except NoUpdate as why:
        moves.leave(source, tail, why)
    moves.leave(source, f"{path}.threshold", "where a tail begins is a choice, and no number that claims tell")
    return claims, before, mean_loss(moves.learned(), path)


def _tail(moves: Moves, source: str, path: str, seen: Seen, threshold: float) -> None:
    """By claims above the threshold."""
    kind = path.rpartition(".")[2]
    if kind == "pareto":  # above the threshold it is Pareto with the same index
        own = moves.text.number(f"{path}.threshold").value
        pareto_shape(moves, source, f"{path}.shape", seen, max(own, threshold))
    elif kind == "exponential":  # it has no memory
        exponential_mean(moves, source, f"{path}.mean", Seen(seen.losses - threshold, seen.weights))
    elif kind == "generalised_pareto":
        location = moves.text.find(f"{path}.location")
        if location is None or moves.text.number(f"{path}.location").value != threshold:
            raise NoUpdate("its location is not the threshold, so that excesses over the threshold have another scale")
        generalised_pareto(moves, source, path, seen)
    else:
        move_on_grid(moves, source, path, seen, Window(above=threshold), f" above {threshold:.4g}")
