"""Made by `python -m riskpool.kinds_stub` from the engine's descriptions; do not edit."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from riskpool.contract import Treaty
from riskpool.kind import Kind as Kind
from riskpool.law import Frequency, Severity
from riskpool.pool_parts import Fund, ShareRule

Number: TypeAlias = float | str | Mapping[str, Any] | Kind
Map: TypeAlias = Mapping[str, Any]

class Member(Kind):
    """A co-insurer that belongs to one pool or several."""
    name: Final[str]
    capital: Final[float]
    reserves: Final[float]
    rating: Final[str | None]
    capacity: Final[float]
    inward_capacity: Final[float]
    solvency_ratio: Final[float]
    solvency_history: Final[tuple[float, ...] | None]
    domicile: Final[str | None]
    cash: Final[float]
    default_probability: Final[float | None]
    recovery_rate: Final[float | None]
    from_year: Final[int]
    to_year: Final[int | None]
    def __init__(
        self,
        *,
        name: str,
        capital: Number | None = None,
        reserves: Number | None = None,
        rating: str | None = None,
        capacity: Number | None = None,
        inward_capacity: Number | None = None,
        solvency_ratio: Number | None = None,
        solvency_history: Iterable[Number] | Map | None = None,
        domicile: str | None = None,
        cash: Number | None = None,
        default_probability: Number | None = None,
        recovery_rate: Number | None = None,
        from_year: int | str | Map | None = None,
        to_year: int | str | Map | None = None,
    ) -> None: ...

class Reinsurer(Kind):
    """A reinsurer whose lines the treaties name."""
    name: Final[str]
    rating: Final[str | None]
    domicile: Final[str | None]
    solvency_ratio: Final[float]
    default_probability: Final[float | None]
    recovery_rate: Final[float | None]
    def __init__(
        self,
        *,
        name: str,
        rating: str | None = None,
        domicile: str | None = None,
        solvency_ratio: Number | None = None,
        default_probability: Number | None = None,
        recovery_rate: Number | None = None,
    ) -> None: ...

class Insured(Kind):
    """One insured: one risk unit with its values and original policy terms."""
    name: Final[str]
    sector: Final[str | None]
    cluster: Final[str | None]
    type: Final[str | None]
    originator: Final[str | None]
    property: Final[float]
    interruption: Final[float]
    stock: Final[float]
    pml: Final[float]
    premium: Final[float]
    deductible: Final[float]
    limit: Final[float]
    waiting_days: Final[float]
    indemnity_days: Final[float]
    tools: Final[float]
    cycle_days: Final[float]
    inception: Final[float]
    def __init__(
        self,
        *,
        name: str,
        sector: str | None = None,
        cluster: str | None = None,
        type: str | None = None,
        originator: str | None = None,
        property: Number | None = None,
        interruption: Number | None = None,
        stock: Number | None = None,
        pml: Number | None = None,
        premium: Number | None = None,
        deductible: Number | None = None,
        limit: Number | None = None,
        waiting_days: Number | None = None,
        indemnity_days: Number | None = None,
        tools: Number | None = None,
        cycle_days: Number | None = None,
        inception: Number | None = None,
    ) -> None: ...

class FixedEvents(Kind):
    """Events that happen in every trial, in the years and at the times given: stress tests and known losses."""
    name: Final[str | None]
    events: Final[tuple[FixedEvent, ...]]
    def __init__(
        self,
        *,
        name: str | None = None,
        events: Iterable[FixedEvent | Map] | Map,
    ) -> None: ...

class FixedEvent(Kind):
    """One event that happens in every trial: with `hits`, or with `insured` and its losses if it hits only one."""
    year: Final[int]
    time: Final[float]
    hits: Final[tuple[Hit, ...]]
    insured: Final[str | None]
    damage: Final[float]
    stock: Final[float]
    restart_days: Final[float]
    ramp_days: Final[float]
    index: Final[float]
    reported_after: Final[float]
    def __init__(
        self,
        *,
        year: int | str | Map,
        time: Number | None = None,
        hits: Iterable[Hit | Map] | Map | None = None,
        insured: str | None = None,
        damage: Number | None = None,
        stock: Number | None = None,
        restart_days: Number | None = None,
        ramp_days: Number | None = None,
        index: Number | None = None,
        reported_after: Number | None = None,
    ) -> None: ...

class Hit(Kind):
    """What one event does to one insured, before policy terms."""
    insured: Final[str]
    damage: Final[float]
    stock: Final[float]
    restart_days: Final[float]
    ramp_days: Final[float]
    def __init__(
        self,
        *,
        insured: str,
        damage: Number | None = None,
        stock: Number | None = None,
        restart_days: Number | None = None,
        ramp_days: Number | None = None,
    ) -> None: ...

class CollectiveRisk(Kind):
    """A number of events a year for all insureds covered together; each event hits one of them."""
    name: Final[str | None]
    covers: Final[Filter | None]
    weight: Final[str]
    frequency: Final[Frequency]
    severity: Final[Severity]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        weight: Literal['equal', 'premium', 'property', 'sum_insured'] | None = None,
        frequency: Frequency | Map | str,
        severity: Severity | Map | str,
    ) -> None: ...

class Filter(Kind):
    """Which insureds are meant; every part given must hold."""
    sector: Final[str | None]
    cluster: Final[str | None]
    type: Final[str | None]
    insureds: Final[tuple[str, ...] | None]
    def __init__(
        self,
        *,
        sector: str | None = None,
        cluster: str | None = None,
        type: str | None = None,
        insureds: Iterable[str] | Map | None = None,
    ) -> None: ...

class EventTable(Kind):
    """Events with annual rates and fixed losses, each a Poisson process of its own: an event loss table."""
    name: Final[str | None]
    events: Final[tuple[TableEvent, ...]]
    copula: Final[Any | None]
    correlation: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        events: Iterable[TableEvent | Map] | Map,
        copula: Kind | Map | str | None = None,
        correlation: Number | None = None,
    ) -> None: ...

class TableEvent(Kind):
    """One event of a table: its rate with `hits`, or with `insured` and `loss` if it hits only one."""
    rate: Final[float]
    hits: Final[tuple[TableHit, ...]]
    insured: Final[str | None]
    loss: Final[float]
    sd: Final[float]
    most: Final[float]
    index: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
        hits: Iterable[TableHit | Map] | Map | None = None,
        insured: str | None = None,
        loss: Number | None = None,
        sd: Number | None = None,
        most: Number | None = None,
        index: Number | None = None,
    ) -> None: ...

class TableHit(Kind):
    """What one event of a table costs one insured, before policy terms."""
    insured: Final[str]
    loss: Final[float]
    sd: Final[float]
    most: Final[float]
    def __init__(
        self,
        *,
        insured: str,
        loss: Number,
        sd: Number | None = None,
        most: Number | None = None,
    ) -> None: ...

class CorrelationPair(Kind):
    """The correlation of two risks; pairs left out are uncorrelated."""
    first: Final[str]
    second: Final[str]
    correlation: Final[float]
    def __init__(
        self,
        *,
        first: str,
        second: str,
        correlation: Number,
    ) -> None: ...

class VineTree(Kind):
    """One tree of a vine: the copulas of its edges."""
    edges: Final[tuple[Any, ...]]
    def __init__(
        self,
        *,
        edges: Iterable[Kind | Map | str],
    ) -> None: ...

class YearEventTable(Kind):
    """Replays the simulated years of another model: a year event loss table (YELT), or a table of yearly losses."""
    name: Final[str | None]
    table_years: Final[int]
    order: Final[str]
    rows: Final[tuple[YearEventRow, ...]]
    def __init__(
        self,
        *,
        name: str | None = None,
        table_years: int | str | Map,
        order: Literal['in_order', 'sampled'] | None = None,
        rows: Iterable[YearEventRow | Map] | Map,
    ) -> None: ...

class YearEventRow(Kind):
    """One line of a year event loss table: what one event costs one insured."""
    year: Final[int]
    event: Final[str | None]
    insured: Final[str]
    loss: Final[float]
    day: Final[float]
    index: Final[float]
    def __init__(
        self,
        *,
        year: int | str | Map,
        event: str | None = None,
        insured: str,
        loss: Number,
        day: Number | None = None,
        index: Number | None = None,
    ) -> None: ...

class Attritional(Kind):
    """The small losses of a year as one amount for each insured, net of policy terms; they enter quota share, surplus and stop loss, and no cover per risk or event."""
    name: Final[str | None]
    covers: Final[Filter | None]
    loss_ratio: Final[float]
    cv: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        loss_ratio: Number,
        cv: Number,
    ) -> None: ...

class ScenarioSet(Kind):
    """Named scenarios with return periods, losses by insured and an uncertainty factor."""
    name: Final[str | None]
    scenarios: Final[tuple[ScenarioCase, ...]]
    def __init__(
        self,
        *,
        name: str | None = None,
        scenarios: Iterable[ScenarioCase | Map] | Map,
    ) -> None: ...

class ScenarioCase(Kind):
    """One scenario: how often, what it does to whom, and how sure that is."""
    name: Final[str]
    return_period: Final[float | None]
    rate: Final[float | None]
    group: Final[str | None]
    uncertainty_factor: Final[float]
    losses_are: Final[str]
    hits: Final[tuple[ScenarioHit, ...]]
    index: Final[float]
    reported_after: Final[float]
    def __init__(
        self,
        *,
        name: str,
        return_period: Number | None = None,
        rate: Number | None = None,
        group: str | None = None,
        uncertainty_factor: Number | None = None,
        losses_are: Literal['mean', 'median'] | None = None,
        hits: Iterable[ScenarioHit | Map] | Map | None = None,
        index: Number | None = None,
        reported_after: Number | None = None,
    ) -> None: ...

class ScenarioHit(Kind):
    """What a scenario does to one insured, or to each insured that a filter selects, before policy terms."""
    insured: Final[str | None]
    covers: Final[Filter | None]
    damage: Final[float]
    part: Final[float]
    of: Final[str]
    stock: Final[float]
    restart_days: Final[float]
    ramp_days: Final[float]
    def __init__(
        self,
        *,
        insured: str | None = None,
        covers: Filter | Map | None = None,
        damage: Number | None = None,
        part: Number | None = None,
        of: Literal['property', 'interruption', 'stock', 'sum_insured'] | None = None,
        stock: Number | None = None,
        restart_days: Number | None = None,
        ramp_days: Number | None = None,
    ) -> None: ...

class Clash(Kind):
    """Failures of shared assets (a cloud region, a foundation model, a design tool, a reagent lot) that hit many insureds at once."""
    name: Final[str | None]
    covers: Final[Filter | None]
    assets: Final[tuple[SharedAsset, ...]]
    reliance: Final[tuple[Reliance, ...]]
    reliance_drives: Final[str]
    intensity: Final[Severity | None]
    hit: Final[Any | None]
    loss: Final[Effect | None]
    vulnerability: Final[tuple[VulnerabilityPoint, ...]]
    spread: Final[Any | None]
    of: Final[str]
    days_per_intensity: Final[float]
    copula: Final[Any | None]
    days_copula: Final[Any | None]
    loss_correlation: Final[float]
    report_intensity: Final[bool]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        assets: Iterable[SharedAsset | Map] | Map,
        reliance: Iterable[Reliance | Map] | Map | None = None,
        reliance_drives: Literal['both', 'hit', 'loss'] | None = None,
        intensity: Severity | Map | str | None = None,
        hit: Kind | Map | str | None = None,
        loss: Effect | Map | None = None,
        vulnerability: Iterable[VulnerabilityPoint | Map] | Map | None = None,
        spread: Kind | Map | str | None = None,
        of: Literal['property', 'interruption', 'stock', 'sum_insured'] | None = None,
        days_per_intensity: Number | None = None,
        copula: Kind | Map | str | None = None,
        days_copula: Kind | Map | str | None = None,
        loss_correlation: Number | None = None,
        report_intensity: bool | None = None,
    ) -> None: ...

class SharedAsset(Kind):
    """Something that insureds share, and how often it fails."""
    name: Final[str]
    rate: Final[float | None]
    return_period: Final[float | None]
    def __init__(
        self,
        *,
        name: str,
        rate: Number | None = None,
        return_period: Number | None = None,
    ) -> None: ...

class Reliance(Kind):
    """How far an insured, or each that a filter selects, relies on an asset: an entry of the matrix of dependence."""
    insured: Final[str | None]
    covers: Final[Filter | None]
    asset: Final[str]
    share: Final[float]
    def __init__(
        self,
        *,
        insured: str | None = None,
        covers: Filter | Map | None = None,
        asset: str,
        share: Number | None = None,
    ) -> None: ...

class FixedHit(Kind):
    """Each insured that relies on the asset is hit with the same probability."""
    probability: Final[float]
    def __init__(
        self,
        *,
        probability: Number,
    ) -> None: ...

class BetaHit(Kind):
    """Each event draws one probability from a beta law, with which it hits all that rely on the asset."""
    a: Final[float]
    b: Final[float]
    def __init__(
        self,
        *,
        a: Number,
        b: Number,
    ) -> None: ...

class HitByIntensity(Kind):
    """The stronger the event, the likelier it hits an insured."""
    points: Final[tuple[HitPoint, ...]]
    def __init__(
        self,
        *,
        points: Iterable[HitPoint | Map] | Map,
    ) -> None: ...

class HitPoint(Kind):
    """The probability of a hit at one intensity."""
    intensity: Final[float]
    probability: Final[float]
    def __init__(
        self,
        *,
        intensity: Number,
        probability: Number,
    ) -> None: ...

class Effect(Kind):
    """What an event does to an insured that it hits, before policy terms: damage, stock, and days."""
    amount: Final[Severity | None]
    part: Final[Severity | None]
    of: Final[str]
    stock_spoiled: Final[float]
    restart_days: Final[Severity | None]
    ramp_days: Final[Severity | None]
    def __init__(
        self,
        *,
        amount: Severity | Map | str | None = None,
        part: Severity | Map | str | None = None,
        of: Literal['property', 'interruption', 'stock', 'sum_insured'] | None = None,
        stock_spoiled: Number | None = None,
        restart_days: Severity | Map | str | None = None,
        ramp_days: Severity | Map | str | None = None,
    ) -> None: ...

class VulnerabilityPoint(Kind):
    """The mean damage at one intensity."""
    intensity: Final[float]
    damage_ratio: Final[float]
    def __init__(
        self,
        *,
        intensity: Number,
        damage_ratio: Number,
    ) -> None: ...

class StagedSuccess(Kind):
    """Projects that pass stages or fail in one, and then claim their insured cost so far or an agreed amount."""
    name: Final[str | None]
    covers: Final[Filter | None]
    stages: Final[tuple[Stage, ...]]
    projects: Final[int]
    start: Final[str]
    start_window: Final[float]
    begin_at: Final[str | None]
    settled_after: Final[float]
    correlation: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        stages: Iterable[Stage | Map] | Map,
        projects: int | str | Map | None = None,
        start: Literal['first_year', 'every_year'] | None = None,
        start_window: Number | None = None,
        begin_at: str | None = None,
        settled_after: Number | None = None,
        correlation: Number | None = None,
    ) -> None: ...

class Stage(Kind):
    """One stage: its chance, how long it takes, what it costs, what is covered."""
    name: Final[str]
    success: Final[float]
    years: Final[Severity]
    cost: Final[float]
    cost_part: Final[float]
    covered: Final[float]
    agreed: Final[float]
    agreed_part: Final[float]
    def __init__(
        self,
        *,
        name: str,
        success: Number,
        years: Severity | Map | str,
        cost: Number | None = None,
        cost_part: Number | None = None,
        covered: Number | None = None,
        agreed: Number | None = None,
        agreed_part: Number | None = None,
    ) -> None: ...

class SerialDefect(Kind):
    """One defect in many units of a type: each affected unit costs money, and all like units may be shut."""
    name: Final[str | None]
    units: Final[tuple[UnitCount, ...]]
    like: Final[str]
    rate: Final[float]
    affected: Final[Severity]
    cost_per_unit: Final[Severity | None]
    part_per_unit: Final[Severity | None]
    first: Final[Effect | None]
    p_shutdown: Final[float]
    shutdown_days: Final[Severity | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        units: Iterable[UnitCount | Map] | Map,
        like: Literal['type', 'cluster', 'sector', 'all'] | None = None,
        rate: Number,
        affected: Severity | Map | str,
        cost_per_unit: Severity | Map | str | None = None,
        part_per_unit: Severity | Map | str | None = None,
        first: Effect | Map | None = None,
        p_shutdown: Number | None = None,
        shutdown_days: Severity | Map | str | None = None,
    ) -> None: ...

class UnitCount(Kind):
    """How many units an insured has, or each insured that a filter selects."""
    insured: Final[str | None]
    covers: Final[Filter | None]
    count: Final[int]
    def __init__(
        self,
        *,
        insured: str | None = None,
        covers: Filter | Map | None = None,
        count: int | str | Map,
    ) -> None: ...

class MassTort(Kind):
    """Causes that each bring many claims over years, with or without a batch clause, by occurrence or claims made."""
    name: Final[str | None]
    covers: Final[Filter | None]
    rate: Final[float]
    claims: Final[Frequency | None]
    affected: Final[Severity | None]
    exposed: Final[tuple[UnitCount, ...]]
    claim: Final[Severity]
    latency_years: Final[Severity | None]
    basis: Final[str]
    batch: Final[bool]
    earlier_years: Final[int]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        rate: Number,
        claims: Frequency | Map | str | None = None,
        affected: Severity | Map | str | None = None,
        exposed: Iterable[UnitCount | Map] | Map | None = None,
        claim: Severity | Map | str,
        latency_years: Severity | Map | str | None = None,
        basis: Literal['occurrence', 'claims_made'] | None = None,
        batch: bool | None = None,
        earlier_years: int | str | Map | None = None,
    ) -> None: ...

class EventTree(Kind):
    """First failures that branch by detection, suppression, containment and the like into outcomes with losses."""
    name: Final[str | None]
    covers: Final[Filter | None]
    rate: Final[float]
    per: Final[str]
    units: Final[tuple[UnitCount, ...]]
    nodes: Final[tuple[TreeNode, ...]]
    outcomes: Final[tuple[TreeOutcome, ...]]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        rate: Number,
        per: Literal['insured', 'tool', 'unit'] | None = None,
        units: Iterable[UnitCount | Map] | Map | None = None,
        nodes: Iterable[TreeNode | Map] | Map,
        outcomes: Iterable[TreeOutcome | Map] | Map,
    ) -> None: ...

class TreeNode(Kind):
    """One question of an event tree, with its answers."""
    name: Final[str]
    branches: Final[tuple[TreeBranch, ...]]
    def __init__(
        self,
        *,
        name: str,
        branches: Iterable[TreeBranch | Map] | Map,
    ) -> None: ...

class TreeBranch(Kind):
    """One way out of a node of an event tree."""
    probability: Final[float | None]
    to: Final[str]
    def __init__(
        self,
        *,
        probability: Number | None = None,
        to: str,
    ) -> None: ...

class TreeOutcome(Kind):
    """One end of an event tree."""
    name: Final[str]
    loss: Final[Effect | None]
    def __init__(
        self,
        *,
        name: str,
        loss: Effect | Map | None = None,
    ) -> None: ...

class Hawkes(Kind):
    """Events that raise the rate of further events for a while: a self-exciting process."""
    name: Final[str | None]
    covers: Final[Filter | None]
    weight: Final[str]
    rate: Final[float]
    excitation: Final[float]
    decay: Final[float]
    same_insured: Final[bool]
    loss: Final[Effect]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        weight: Literal['equal', 'premium', 'property', 'sum_insured'] | None = None,
        rate: Number,
        excitation: Number,
        decay: Number,
        same_insured: bool | None = None,
        loss: Effect | Map,
    ) -> None: ...

class Cascade(Kind):
    """Failures that travel through a network of suppliers: contingent business interruption."""
    name: Final[str | None]
    starts: Final[tuple[SharedAsset, ...]]
    edges: Final[tuple[SupplyEdge, ...]]
    outage_days: Final[Severity | None]
    ramp_days: Final[Severity | None]
    first: Final[Effect | None]
    loss: Final[Effect | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        starts: Iterable[SharedAsset | Map] | Map,
        edges: Iterable[SupplyEdge | Map] | Map,
        outage_days: Severity | Map | str | None = None,
        ramp_days: Severity | Map | str | None = None,
        first: Effect | Map | None = None,
        loss: Effect | Map | None = None,
    ) -> None: ...

class SupplyEdge(Kind):
    """An edge of a network: who hands a failure on to whom, and how surely."""
    from_: Final[str]
    to: Final[str]
    probability: Final[float]
    inventory_days: Final[float]
    def __init__(
        self,
        *,
        from_: str,
        to: str,
        probability: Number | None = None,
        inventory_days: Number | None = None,
    ) -> None: ...

class PerformanceDrop(Kind):
    """An agreed amount is paid when an index (performance of a model, revenue, a price) passes a trigger."""
    name: Final[str | None]
    covers: Final[Filter | None]
    index: Final[Any]
    pays_when: Final[str]
    trigger: Final[float]
    exit: Final[float | None]
    amount: Final[float]
    part: Final[float]
    of: Final[str]
    correlation: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        index: Kind | Map | str,
        pays_when: Literal['below', 'above'] | None = None,
        trigger: Number,
        exit: Number | None = None,
        amount: Number | None = None,
        part: Number | None = None,
        of: Literal['property', 'interruption', 'stock', 'sum_insured'] | None = None,
        correlation: Number | None = None,
    ) -> None: ...

class YearlyReading(Kind):
    """Each year's reading follows one law, whatever the year before was."""
    law: Final[Severity]
    def __init__(
        self,
        *,
        law: Severity | Map | str,
    ) -> None: ...

class IndexWalk(Kind):
    """The index moves from year to year by a lognormal factor."""
    start: Final[float]
    drift: Final[float]
    volatility: Final[float]
    def __init__(
        self,
        *,
        start: Number,
        drift: Number | None = None,
        volatility: Number,
    ) -> None: ...

class RevertingIndex(Kind):
    """The index is drawn back to its mean from year to year."""
    start: Final[float]
    mean: Final[float]
    memory: Final[float]
    deviation: Final[float]
    def __init__(
        self,
        *,
        start: Number,
        mean: Number,
        memory: Number,
        deviation: Number,
    ) -> None: ...

class CreditPortfolio(Kind):
    """Defaults of borrowers, buyers or principals that hang on one economy: credit, surety, export credit."""
    name: Final[str | None]
    covers: Final[Filter | None]
    default_probability: Final[float]
    correlation: Final[float]
    economy_memory: Final[float]
    names: Final[int]
    exposure: Final[float]
    of: Final[str]
    loss_given_default: Final[Severity]
    loss_correlation: Final[float]
    after_default: Final[str]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        default_probability: Number,
        correlation: Number,
        economy_memory: Number | None = None,
        names: int | str | Map | None = None,
        exposure: Number | None = None,
        of: Literal['property', 'interruption', 'stock', 'sum_insured'] | None = None,
        loss_given_default: Severity | Map | str,
        loss_correlation: Number | None = None,
        after_default: Literal['replaced', 'gone'] | None = None,
    ) -> None: ...

class Adjusted(Kind):
    """Another source with trends, growth of exposure, take-up of cover and measures that reduce risk, by year."""
    name: Final[str | None]
    source: Final[Any]
    frequency: Final[YearPath | None]
    severity: Final[YearPath | None]
    exposure: Final[YearPath | None]
    take_up: Final[TakeUp | None]
    risk_reduction: Final[tuple[RiskMeasure, ...]]
    def __init__(
        self,
        *,
        name: str | None = None,
        source: Kind | Map,
        frequency: YearPath | Map | None = None,
        severity: YearPath | Map | None = None,
        exposure: YearPath | Map | None = None,
        take_up: TakeUp | Map | None = None,
        risk_reduction: Iterable[RiskMeasure | Map] | Map | None = None,
    ) -> None: ...

class YearPath(Kind):
    """A factor for each year: constant, growing by a rate, on a learning curve, or given year by year."""
    start: Final[float]
    growth: Final[float | None]
    log_rate: Final[float | None]
    base_year: Final[float]
    learning: Final[ReliabilityGrowth | None]
    by_year: Final[tuple[float, ...] | None]
    def __init__(
        self,
        *,
        start: Number | None = None,
        growth: Number | None = None,
        log_rate: Number | None = None,
        base_year: Number | None = None,
        learning: ReliabilityGrowth | Map | None = None,
        by_year: Iterable[Number] | Map | None = None,
    ) -> None: ...

class ReliabilityGrowth(Kind):
    """Fewer failures as units are flown or built: a power law of their number (Duane, Crow)."""
    before: Final[float]
    per_year: Final[float]
    slope: Final[float]
    def __init__(
        self,
        *,
        before: Number,
        per_year: Number,
        slope: Number,
    ) -> None: ...

class TakeUp(Kind):
    """The part of those exposed that buys cover, by year."""
    of: Final[str]
    start: Final[float]
    growth: Final[float | None]
    log_rate: Final[float | None]
    base_year: Final[float]
    learning: Final[ReliabilityGrowth | None]
    by_year: Final[tuple[float, ...] | None]
    def __init__(
        self,
        *,
        of: Literal['units', 'insureds'] | None = None,
        start: Number | None = None,
        growth: Number | None = None,
        log_rate: Number | None = None,
        base_year: Number | None = None,
        learning: ReliabilityGrowth | Map | None = None,
        by_year: Iterable[Number] | Map | None = None,
    ) -> None: ...

class RiskMeasure(Kind):
    """A measure that prevents a part of the events, or a part of each loss, and what it costs."""
    name: Final[str]
    covers: Final[Filter | None]
    fewer_events: Final[float]
    smaller_losses: Final[float]
    from_year: Final[int]
    until_year: Final[int]
    cost: Final[float]
    paid_by: Final[str]
    def __init__(
        self,
        *,
        name: str,
        covers: Filter | Map | None = None,
        fewer_events: Number | None = None,
        smaller_losses: Number | None = None,
        from_year: int | str | Map | None = None,
        until_year: int | str | Map | None = None,
        cost: Number | None = None,
        paid_by: Literal['insureds', 'state'] | None = None,
    ) -> None: ...

class Developing(Kind):
    """Another source whose losses become known over years; each year's part is booked in the year of report."""
    name: Final[str | None]
    source: Final[Any]
    reported: Final[tuple[float, ...]]
    def __init__(
        self,
        *,
        name: str | None = None,
        source: Kind | Map,
        reported: Iterable[Number] | Map,
    ) -> None: ...

class FabFire(Kind):
    """Fires in fabs by an event tree: tools, ignition, detection, suppression, compartment, state of damage."""
    name: Final[str | None]
    covers: Final[Filter | None]
    ignition_per_tool_year: Final[float]
    p_detection_fails: Final[float]
    p_suppression_fails: Final[float]
    p_compartment_fails: Final[float]
    p_total_loss: Final[float]
    tool: Final[FireDamage]
    bay: Final[FireDamage]
    clean_room: Final[FireDamage]
    total_loss: Final[FireDamage | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        ignition_per_tool_year: Number,
        p_detection_fails: Number,
        p_suppression_fails: Number,
        p_compartment_fails: Number,
        p_total_loss: Number | None = None,
        tool: FireDamage | Map,
        bay: FireDamage | Map,
        clean_room: FireDamage | Map,
        total_loss: FireDamage | Map | None = None,
    ) -> None: ...

class FireDamage(Kind):
    """What a fire does that ends in this state: damage as money or as a part of the property, days, and stock."""
    amount: Final[Severity | None]
    part_of_property: Final[Severity | None]
    restart_days: Final[Severity]
    ramp_days: Final[Severity | None]
    stock_spoiled: Final[float]
    def __init__(
        self,
        *,
        amount: Severity | Map | str | None = None,
        part_of_property: Severity | Map | str | None = None,
        restart_days: Severity | Map | str,
        ramp_days: Severity | Map | str | None = None,
        stock_spoiled: Number | None = None,
    ) -> None: ...

class Contamination(Kind):
    """Contamination by gas, chemicals or air: spoils the work in progress of the days until it is detected."""
    name: Final[str | None]
    covers: Final[Filter | None]
    rate_per_fab_year: Final[float]
    detection_delay_days: Final[Severity]
    cleaning_days: Final[Severity]
    ramp_days: Final[Severity | None]
    tool_damage: Final[Severity | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        rate_per_fab_year: Number,
        detection_delay_days: Severity | Map | str,
        cleaning_days: Severity | Map | str,
        ramp_days: Severity | Map | str | None = None,
        tool_damage: Severity | Map | str | None = None,
    ) -> None: ...

class ClusterQuake(Kind):
    """Earthquakes that hit all insureds of a cluster at once, with damage by intensity and vulnerability."""
    name: Final[str | None]
    covers: Final[Filter | None]
    clusters: Final[tuple[str, ...] | None]
    rate: Final[float]
    intensity: Final[Severity]
    vulnerability: Final[tuple[VulnerabilityPoint, ...]]
    spread: Final[Any | None]
    copula: Final[Any | None]
    stock_factor: Final[float]
    restart_days_at_total_damage: Final[float]
    ramp_days_at_total_damage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        clusters: Iterable[str] | Map | None = None,
        rate: Number,
        intensity: Severity | Map | str,
        vulnerability: Iterable[VulnerabilityPoint | Map] | Map,
        spread: Kind | Map | str | None = None,
        copula: Kind | Map | str | None = None,
        stock_factor: Number,
        restart_days_at_total_damage: Number,
        ramp_days_at_total_damage: Number | None = None,
    ) -> None: ...

class UtilityOutage(Kind):
    """Failures of power, gas or water of a cluster; they stop all of its insureds whose backup fails or ends."""
    name: Final[str | None]
    covers: Final[Filter | None]
    clusters: Final[tuple[str, ...] | None]
    rate: Final[float]
    outage_hours: Final[Severity]
    ride_through_hours: Final[float]
    p_backup_fails: Final[float]
    stock_spoiled: Final[float]
    restart_days: Final[Severity]
    ramp_days: Final[Severity | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        clusters: Iterable[str] | Map | None = None,
        rate: Number,
        outage_hours: Severity | Map | str,
        ride_through_hours: Number,
        p_backup_fails: Number,
        stock_spoiled: Number,
        restart_days: Severity | Map | str,
        ramp_days: Severity | Map | str | None = None,
    ) -> None: ...

class GaussianFactor(Kind):
    """A normal factor of the year that moves expected numbers of events and losses of several sources together."""
    loadings: Final[tuple[GaussianLoading, ...]]
    persistence: Final[float]
    def __init__(
        self,
        *,
        loadings: Iterable[GaussianLoading | Map] | Map,
        persistence: Number | None = None,
    ) -> None: ...

class GaussianLoading(Kind):
    """How strongly one source follows the factor."""
    source: Final[str]
    rate: Final[float]
    severity: Final[float]
    def __init__(
        self,
        *,
        source: str,
        rate: Number | None = None,
        severity: Number | None = None,
    ) -> None: ...

class GammaFactor(Kind):
    """A gamma multiplier of the year, of mean 1, that several sources share: negative binomial numbers together."""
    variance: Final[float]
    loadings: Final[tuple[GammaLoading, ...]]
    def __init__(
        self,
        *,
        variance: Number,
        loadings: Iterable[GammaLoading | Map] | Map,
    ) -> None: ...

class GammaLoading(Kind):
    """How much of one source follows the factor."""
    source: Final[str]
    rate: Final[float]
    severity: Final[float]
    def __init__(
        self,
        *,
        source: str,
        rate: Number | None = None,
        severity: Number | None = None,
    ) -> None: ...

class CommonShock(Kind):
    """Shocks beside what sources do by themselves: each adds an event to every source that it hits."""
    rate: Final[float]
    hits: Final[tuple[ShockHit, ...]]
    def __init__(
        self,
        *,
        rate: Number,
        hits: Iterable[ShockHit | Map] | Map,
    ) -> None: ...

class ShockHit(Kind):
    """How likely one source is hit by a shock."""
    source: Final[str]
    probability: Final[float]
    def __init__(
        self,
        *,
        source: str,
        probability: Number,
    ) -> None: ...

class Copula(Kind):
    """Couples yearly numbers of events or yearly losses of sources, and leaves each source by itself as it was."""
    of: Final[str]
    sources: Final[tuple[str, ...]]
    family: Final[Any]
    batch: Final[int | None]
    def __init__(
        self,
        *,
        of: Literal['counts', 'annual_totals'],
        sources: Iterable[str] | Map,
        family: Kind | Map | str,
        batch: int | str | Map | None = None,
    ) -> None: ...

class Pool(Kind):
    """A co-insurance pool: who shares, what is ceded, and who pays what is left."""
    name: Final[str]
    covers: Final[Filter | None]
    shares: Final[ShareRule]
    expenses: Final[float]
    programme: Final[tuple[tuple[Treaty, ...], ...]]
    member_reinsurance: Final[tuple[MemberReinsurance, ...]]
    premium_subsidies: Final[tuple[PremiumSubsidy, ...]]
    loss_sharing: Final[Any | None]
    reserve_fund: Final[ReserveFund | None]
    reserve_funds: Final[tuple[ReserveFund, ...]]
    backstops: Final[tuple[Any, ...]]
    settlement: Final[Settlement | None]
    liability: Final[Liability | None]
    admission: Final[Admission | None]
    liquidity: Final[Liquidity | None]
    lead_pays: Final[LeadPays | None]
    inward: Final[Inward | None]
    assigned_risks: Final[bool]
    def __init__(
        self,
        *,
        name: str,
        covers: Filter | Map | None = None,
        shares: ShareRule | Map | str,
        expenses: Number | None = None,
        programme: Iterable[Iterable[Treaty | Map | str]] | None = None,
        member_reinsurance: Iterable[MemberReinsurance | Map] | Map | None = None,
        premium_subsidies: Iterable[PremiumSubsidy | Map] | Map | None = None,
        loss_sharing: Kind | Map | str | None = None,
        reserve_fund: ReserveFund | Map | None = None,
        reserve_funds: Iterable[ReserveFund | Map] | Map | None = None,
        backstops: Iterable[Kind | Map | str] | None = None,
        settlement: Settlement | Map | None = None,
        liability: Liability | Map | None = None,
        admission: Admission | Map | None = None,
        liquidity: Liquidity | Map | None = None,
        lead_pays: LeadPays | Map | None = None,
        inward: Inward | Map | None = None,
        assigned_risks: bool | None = None,
    ) -> None: ...

class ByTable(ShareRule):
    """Fixed shares: each member takes its part of every risk. A sum below 100 % leaves the rest with the insured."""
    table: Final[tuple[MemberShare, ...]]
    def __init__(
        self,
        *,
        table: Iterable[MemberShare | Map] | Map,
    ) -> None: ...

class MemberShare(Kind):
    """One member's part of every risk of the pool."""
    member: Final[str]
    share: Final[float]
    def __init__(
        self,
        *,
        member: str,
        share: Number,
    ) -> None: ...

class ByCapacity(ShareRule):
    """Each risk unit is split in proportion to the members' capacities, none above its line or its legal cap. What no member can take stays with the insured, or goes to the member excess_to."""
    basis: Final[str]
    line: Final[str]
    part_of_capital: Final[float]
    excess_to: Final[str | None]
    business: Final[str]
    def __init__(
        self,
        *,
        basis: Literal['sum_insured', 'pml'] | None = None,
        line: Literal['maximum', 'weight'] | None = None,
        part_of_capital: Number | None = None,
        excess_to: str | None = None,
        business: Literal['own', 'inward'] | None = None,
    ) -> None: ...

class ByCapital(ShareRule):
    """Each risk is split in proportion to the members' capital plus reserves, within a cap per risk unit where one is given. What no member can take stays with the insured, or goes to the member excess_to."""
    part_of_capital: Final[float]
    basis: Final[str]
    excess_to: Final[str | None]
    def __init__(
        self,
        *,
        part_of_capital: Number | None = None,
        basis: Literal['sum_insured', 'pml'] | None = None,
        excess_to: str | None = None,
    ) -> None: ...

class ByPremium(ShareRule):
    """Each member takes part in every risk in proportion to the premium of the risks that it brings, as `originator` of insureds. A member that brings nothing takes nothing."""
    def __init__(
        self,
    ) -> None: ...

class Equal(ShareRule):
    """The members named take equal parts of every risk; all when left out."""
    members: Final[tuple[str, ...] | None]
    def __init__(
        self,
        *,
        members: Iterable[str] | Map | None = None,
    ) -> None: ...

class BySection(ShareRule):
    """Shares that differ by section: the first section that covers a risk holds, and a risk that none covers is not taken."""
    sections: Final[tuple[ShareSection, ...]]
    def __init__(
        self,
        *,
        sections: Iterable[ShareSection | Map] | Map,
    ) -> None: ...

class ShareSection(Kind):
    """Some of the pool's risks and how these are shared."""
    covers: Final[Filter | None]
    shares: Final[ShareRule]
    def __init__(
        self,
        *,
        covers: Filter | Map | None = None,
        shares: ShareRule | Map | str,
    ) -> None: ...

class ByYear(ShareRule):
    """Shares agreed anew from an underwriting year on; losses keep the shares of their underwriting year."""
    periods: Final[tuple[SharePeriod, ...]]
    def __init__(
        self,
        *,
        periods: Iterable[SharePeriod | Map] | Map,
    ) -> None: ...

class SharePeriod(Kind):
    """A share rule and the first underwriting year of which it holds."""
    from_year: Final[int]
    shares: Final[ShareRule]
    def __init__(
        self,
        *,
        from_year: int | str | Map,
        shares: ShareRule | Map | str,
    ) -> None: ...

class LineSlip(ShareRule):
    """Each layer of a risk is shared by the members that sign it: a captive may take the first loss alone. What no layer and no line covers stays with the insured."""
    layers: Final[tuple[SlipLayer, ...]]
    def __init__(
        self,
        *,
        layers: Iterable[SlipLayer | Map] | Map,
    ) -> None: ...

class SlipLayer(Kind):
    """One layer of a slip: per risk and event, limit in excess of attachment."""
    limit: Final[float]
    attachment: Final[float]
    premium_part: Final[float]
    lines: Final[tuple[SlipLine, ...]]
    def __init__(
        self,
        *,
        limit: Number,
        attachment: Number | None = None,
        premium_part: Number,
        lines: Iterable[SlipLine | Map] | Map,
    ) -> None: ...

class SlipLine(Kind):
    """One member's written line on a layer of a slip."""
    member: Final[str]
    line: Final[float]
    def __init__(
        self,
        *,
        member: str,
        line: Number,
    ) -> None: ...

class ByMarketShare(ShareRule):
    """Every risk shared by the members' premium or market share of the year before, and settled by that of the year itself when it is final."""
    market: Final[tuple[MarketFigures, ...]]
    final_after: Final[int]
    def __init__(
        self,
        *,
        market: Iterable[MarketFigures | Map] | Map,
        final_after: int | str | Map | None = None,
    ) -> None: ...

class MarketFigures(Kind):
    """Premium or sums insured of one member in the market, year by year."""
    member: Final[str]
    figures: Final[tuple[float, ...]]
    def __init__(
        self,
        *,
        member: str,
        figures: Iterable[Number] | Map,
    ) -> None: ...

class SoloOrPool(ShareRule):
    """Some risks are written alone by a member strong enough, and are then not co-insured; the others are shared."""
    solo: Final[tuple[SoloRisk, ...]]
    shares: Final[ShareRule]
    capital: Final[float]
    solvency_ratio: Final[float]
    def __init__(
        self,
        *,
        solo: Iterable[SoloRisk | Map] | Map | None = None,
        shares: ShareRule | Map | str,
        capital: Number | None = None,
        solvency_ratio: Number | None = None,
    ) -> None: ...

class SoloRisk(Kind):
    """A risk that one member writes alone."""
    insured: Final[str]
    member: Final[str]
    def __init__(
        self,
        *,
        insured: str,
        member: str,
    ) -> None: ...

class QuotaShare(Treaty):
    """Cedes the same part of every risk, premium and loss alike."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    cession: Final[float]
    premium_cession: Final[float | None]
    risk_limit: Final[float]
    event_limit: Final[float]
    corridor: Final[LossCorridor | None]
    loss_ratio_cap: Final[float]
    commission: Final[float]
    brokerage: Final[float]
    sliding_commission: Final[SlidingCommission | None]
    profit_commission: Final[ProfitCommission | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        cession: Number,
        premium_cession: Number | None = None,
        risk_limit: Number | None = None,
        event_limit: Number | None = None,
        corridor: LossCorridor | Map | None = None,
        loss_ratio_cap: Number | None = None,
        commission: Number | None = None,
        brokerage: Number | None = None,
        sliding_commission: SlidingCommission | Map | None = None,
        profit_commission: ProfitCommission | Map | None = None,
    ) -> None: ...

class Line(Kind):
    """A reinsurer's line on a treaty."""
    reinsurer: Final[str]
    share: Final[float]
    collateral: Final[Collateral | None]
    dispute: Final[Dispute | None]
    def __init__(
        self,
        *,
        reinsurer: str,
        share: Number,
        collateral: Collateral | Map | None = None,
        dispute: Dispute | Map | None = None,
    ) -> None: ...

class Collateral(Kind):
    """Assets held against a line, such as cash, withheld premium or a letter of credit; they pay first when the reinsurer is in default. A cat bond holds 100 % of its limit."""
    part_of_limit: Final[float | None]
    amount: Final[float | None]
    def __init__(
        self,
        *,
        part_of_limit: Number | None = None,
        amount: Number | None = None,
    ) -> None: ...

class Dispute(Kind):
    """A dispute over what is due: with a probability, a part of it is paid some years late, in full or in part."""
    probability: Final[float]
    part: Final[float]
    above: Final[float]
    delay: Final[int]
    paid_part: Final[float]
    stress_factor: Final[float]
    def __init__(
        self,
        *,
        probability: Number,
        part: Number | None = None,
        above: Number | None = None,
        delay: int | str | Map,
        paid_part: Number | None = None,
        stress_factor: Number | None = None,
    ) -> None: ...

class ContractCurrency(Kind):
    """The currency of a contract's terms, by its rate of exchange."""
    rates: Final[tuple[float, ...]]
    at: Final[str]
    def __init__(
        self,
        *,
        rates: Iterable[Number] | Map,
        at: Literal['inception', 'loss_date'] | None = None,
    ) -> None: ...

class LossCorridor(Kind):
    """Band of loss ratios of which the cedent takes back a share."""
    from_: Final[float]
    to: Final[float]
    share: Final[float]
    def __init__(
        self,
        *,
        from_: Number,
        to: Number | None = None,
        share: Number,
    ) -> None: ...

class SlidingCommission(Kind):
    """Commission by the loss ratio of the year: straight lines between the points, flat outside."""
    scale: Final[tuple[CommissionPoint, ...]]
    loss_ratio_basis: Final[str]
    carry_forward: Final[str]
    def __init__(
        self,
        *,
        scale: Iterable[CommissionPoint | Map] | Map,
        loss_ratio_basis: Literal['net', 'gross_of_corridor'] | None = None,
        carry_forward: Literal['none', 'loss', 'loss_and_credit'] | None = None,
    ) -> None: ...

class CommissionPoint(Kind):
    """The commission at one loss ratio."""
    loss_ratio: Final[float]
    commission: Final[float]
    def __init__(
        self,
        *,
        loss_ratio: Number,
        commission: Number,
    ) -> None: ...

class ProfitCommission(Kind):
    """The cedent's part of the reinsurers' profit after commission, margin and deficits carried forward."""
    rate: Final[float | None]
    scale: Final[tuple[ProfitPoint, ...]]
    margin: Final[float]
    deficit: Final[str]
    deficit_years: Final[int]
    block_years: Final[int]
    def __init__(
        self,
        *,
        rate: Number | None = None,
        scale: Iterable[ProfitPoint | Map] | Map | None = None,
        margin: Number | None = None,
        deficit: Literal['none', 'years', 'to_extinction'] | None = None,
        deficit_years: int | str | Map | None = None,
        block_years: int | str | Map | None = None,
    ) -> None: ...

class ProfitPoint(Kind):
    """The rate of profit commission at one profit ratio."""
    profit_ratio: Final[float]
    rate: Final[float]
    def __init__(
        self,
        *,
        profit_ratio: Number,
        rate: Number,
    ) -> None: ...

class VariableQuotaShare(Treaty):
    """Cedes of every risk a part that depends on its size."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    bands: Final[tuple[CessionBand, ...]]
    basis: Final[str]
    risk_limit: Final[float]
    event_limit: Final[float]
    corridor: Final[LossCorridor | None]
    loss_ratio_cap: Final[float]
    commission: Final[float]
    brokerage: Final[float]
    sliding_commission: Final[SlidingCommission | None]
    profit_commission: Final[ProfitCommission | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        bands: Iterable[CessionBand | Map] | Map,
        basis: Literal['sum_insured', 'pml'] | None = None,
        risk_limit: Number | None = None,
        event_limit: Number | None = None,
        corridor: LossCorridor | Map | None = None,
        loss_ratio_cap: Number | None = None,
        commission: Number | None = None,
        brokerage: Number | None = None,
        sliding_commission: SlidingCommission | Map | None = None,
        profit_commission: ProfitCommission | Map | None = None,
    ) -> None: ...

class CessionBand(Kind):
    """The part ceded of the risks up to a size."""
    up_to: Final[float]
    cession: Final[float]
    def __init__(
        self,
        *,
        up_to: Number | None = None,
        cession: Number,
    ) -> None: ...

class Surplus(Treaty):
    """Cedes of every risk the part above the retained line."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    retained_line: Final[float]
    number_of_lines: Final[float]
    lines_below: Final[float]
    retention_table: Final[tuple[TypeLine, ...]]
    basis: Final[str]
    risk_limit: Final[float]
    commission: Final[float]
    brokerage: Final[float]
    sliding_commission: Final[SlidingCommission | None]
    profit_commission: Final[ProfitCommission | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        retained_line: Number,
        number_of_lines: Number,
        lines_below: Number | None = None,
        retention_table: Iterable[TypeLine | Map] | Map | None = None,
        basis: Literal['sum_insured', 'pml'] | None = None,
        risk_limit: Number | None = None,
        commission: Number | None = None,
        brokerage: Number | None = None,
        sliding_commission: SlidingCommission | Map | None = None,
        profit_commission: ProfitCommission | Map | None = None,
    ) -> None: ...

class TypeLine(Kind):
    """The retained line of the insureds of one type."""
    type: Final[str]
    retained_line: Final[float]
    def __init__(
        self,
        *,
        type: str,
        retained_line: Number,
    ) -> None: ...

class Facultative(Treaty):
    """Covers risks named one by one: a share of each, or a layer on it."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    risks: Final[tuple[FacultativeCover, ...]]
    commission: Final[float]
    brokerage: Final[float]
    sliding_commission: Final[SlidingCommission | None]
    profit_commission: Final[ProfitCommission | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        risks: Iterable[FacultativeCover | Map] | Map,
        commission: Number | None = None,
        brokerage: Number | None = None,
        sliding_commission: SlidingCommission | Map | None = None,
        profit_commission: ProfitCommission | Map | None = None,
    ) -> None: ...

class FacultativeCover(Kind):
    """The facultative cover of one risk: a share of it, or a layer on it."""
    insured: Final[str]
    share: Final[float | None]
    limit: Final[float | None]
    attachment: Final[float | None]
    premium: Final[float]
    def __init__(
        self,
        *,
        insured: str,
        share: Number | None = None,
        limit: Number | None = None,
        attachment: Number | None = None,
        premium: Number | None = None,
    ) -> None: ...

class FacultativeObligatory(Treaty):
    """Cedes a part of the risks that the cedent thinks too cheap."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    cession: Final[float]
    threshold: Final[float]
    estimates: Final[tuple[RateAdequacy, ...]]
    commission: Final[float]
    brokerage: Final[float]
    sliding_commission: Final[SlidingCommission | None]
    profit_commission: Final[ProfitCommission | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        cession: Number,
        threshold: Number,
        estimates: Iterable[RateAdequacy | Map] | Map,
        commission: Number | None = None,
        brokerage: Number | None = None,
        sliding_commission: SlidingCommission | Map | None = None,
        profit_commission: ProfitCommission | Map | None = None,
    ) -> None: ...

class RateAdequacy(Kind):
    """The cedent's estimate of how adequate the rate of one risk is."""
    insured: Final[str]
    adequacy: Final[float]
    def __init__(
        self,
        *,
        insured: str,
        adequacy: Number,
    ) -> None: ...

class PerRiskXl(Treaty):
    """Excess of loss per risk, with a limit per event and reinstatements."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    reinstatements: Final[tuple[float, ...] | None]
    unlimited_reinstatements: Final[bool]
    annual_deductible: Final[float]
    deductible_form: Final[str]
    annual_limit: Final[float]
    reinstatement_basis: Final[str]
    index_clause: Final[IndexClause | None]
    sunset: Final[float]
    event_limit: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        reinstatements: Iterable[Number] | Map | None = None,
        unlimited_reinstatements: bool | None = None,
        annual_deductible: Number | None = None,
        deductible_form: Literal['full', 'franchise'] | None = None,
        annual_limit: Number | None = None,
        reinstatement_basis: Literal['amount', 'amount_and_time', 'time'] | None = None,
        index_clause: IndexClause | Map | None = None,
        sunset: Number | None = None,
        event_limit: Number | None = None,
    ) -> None: ...

class SwingPremium(Kind):
    """Premium that follows the losses ceded, between a minimum and a maximum rate of the subject premium."""
    loading: Final[float]
    minimum_rate: Final[float]
    maximum_rate: Final[float]
    basic_premium: Final[float]
    cumulative: Final[bool]
    def __init__(
        self,
        *,
        loading: Number,
        minimum_rate: Number,
        maximum_rate: Number,
        basic_premium: Number | None = None,
        cumulative: bool | None = None,
    ) -> None: ...

class IndexClause(Kind):
    """Moves a layer with the index of the years in which its claims are paid."""
    kind: Final[str]
    threshold: Final[float]
    index: Final[tuple[float, ...]]
    payments: Final[tuple[float, ...]]
    limit_indexed: Final[bool]
    def __init__(
        self,
        *,
        kind: Literal['full', 'severe_inflation', 'franchise'] | None = None,
        threshold: Number | None = None,
        index: Iterable[Number] | Map,
        payments: Iterable[Number] | Map,
        limit_indexed: bool | None = None,
    ) -> None: ...

class CatXl(Treaty):
    """Excess of loss per event, with priced reinstatements of the limit."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    reinstatements: Final[tuple[float, ...] | None]
    unlimited_reinstatements: Final[bool]
    annual_deductible: Final[float]
    deductible_form: Final[str]
    annual_limit: Final[float]
    reinstatement_basis: Final[str]
    index_clause: Final[IndexClause | None]
    sunset: Final[float]
    minimum_risks: Final[int]
    any_one_risk: Final[float]
    attachments: Final[tuple[float, ...] | None]
    qualifying_threshold: Final[float]
    hours: Final[float | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        reinstatements: Iterable[Number] | Map | None = None,
        unlimited_reinstatements: bool | None = None,
        annual_deductible: Number | None = None,
        deductible_form: Literal['full', 'franchise'] | None = None,
        annual_limit: Number | None = None,
        reinstatement_basis: Literal['amount', 'amount_and_time', 'time'] | None = None,
        index_clause: IndexClause | Map | None = None,
        sunset: Number | None = None,
        minimum_risks: int | str | Map | None = None,
        any_one_risk: Number | None = None,
        attachments: Iterable[Number] | Map | None = None,
        qualifying_threshold: Number | None = None,
        hours: Number | None = None,
    ) -> None: ...

class AggregateXl(Treaty):
    """Excess of loss on the sum of a year's events, each from a threshold on."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    event_threshold: Final[float]
    threshold_form: Final[str]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        event_threshold: Number | None = None,
        threshold_form: Literal['franchise', 'deductible'] | None = None,
    ) -> None: ...

class StopLoss(Treaty):
    """Excess of loss on the losses of a year, yearly sums included."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    attachment: Final[float | None]
    limit: Final[float | None]
    attachment_ratio: Final[float | None]
    limit_ratio: Final[float | None]
    coinsurance: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    event_threshold: Final[float]
    threshold_form: Final[str]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        attachment: Number | None = None,
        limit: Number | None = None,
        attachment_ratio: Number | None = None,
        limit_ratio: Number | None = None,
        coinsurance: Number | None = None,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        event_threshold: Number | None = None,
        threshold_form: Literal['franchise', 'deductible'] | None = None,
    ) -> None: ...

class DropDown(Treaty):
    """Excess of loss per event that attaches where the layer below stops paying, lower as that is used up."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    above: Final[str]
    limit: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    reinstatements: Final[tuple[float, ...] | None]
    unlimited_reinstatements: Final[bool]
    annual_deductible: Final[float]
    deductible_form: Final[str]
    annual_limit: Final[float]
    reinstatement_basis: Final[str]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        above: str,
        limit: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        reinstatements: Iterable[Number] | Map | None = None,
        unlimited_reinstatements: bool | None = None,
        annual_deductible: Number | None = None,
        deductible_form: Literal['full', 'franchise'] | None = None,
        annual_limit: Number | None = None,
        reinstatement_basis: Literal['amount', 'amount_and_time', 'time'] | None = None,
    ) -> None: ...

class TopAndDrop(Treaty):
    """One limit that lies on top of a layer and drops to its attachment as that layer is used up."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    under: Final[str]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        under: str,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class BackUp(Treaty):
    """Pays what a layer would have paid had its annual limit not been used up."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    of: Final[str]
    limit: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        of: str,
        limit: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class NthEventXl(Treaty):
    """Excess of loss on the n-th event of a year alone, by time or by size."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    event: Final[int]
    by: Final[str]
    qualifying_threshold: Final[float]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    index_clause: Final[IndexClause | None]
    sunset: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        event: int | str | Map,
        by: Literal['time', 'size'] | None = None,
        qualifying_threshold: Number | None = None,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        index_clause: IndexClause | Map | None = None,
        sunset: Number | None = None,
    ) -> None: ...

class MultiYearXl(Treaty):
    """Excess of loss per event with an annual limit inside the limit of a term of several years."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    term: Final[int]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    annual_deductible: Final[float]
    annual_limit: Final[float]
    term_deductible: Final[float]
    term_limit: Final[float]
    cancelled_after_loss: Final[bool]
    index_clause: Final[IndexClause | None]
    sunset: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        term: int | str | Map,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        annual_deductible: Number | None = None,
        annual_limit: Number | None = None,
        term_deductible: Number | None = None,
        term_limit: Number | None = None,
        cancelled_after_loss: bool | None = None,
        index_clause: IndexClause | Map | None = None,
        sunset: Number | None = None,
    ) -> None: ...

class Umbrella(Treaty):
    """Excess of loss on the sum of what the covers of several lines of business leave of an event, or of a year."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    underlying: Final[tuple[UnderlyingLine, ...]]
    annual: Final[bool]
    limit: Final[float]
    attachment: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    reinstatements: Final[tuple[float, ...] | None]
    unlimited_reinstatements: Final[bool]
    annual_deductible: Final[float]
    deductible_form: Final[str]
    annual_limit: Final[float]
    reinstatement_basis: Final[str]
    index_clause: Final[IndexClause | None]
    sunset: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        underlying: Iterable[UnderlyingLine | Map] | Map,
        annual: bool | None = None,
        limit: Number,
        attachment: Number,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
        reinstatements: Iterable[Number] | Map | None = None,
        unlimited_reinstatements: bool | None = None,
        annual_deductible: Number | None = None,
        deductible_form: Literal['full', 'franchise'] | None = None,
        annual_limit: Number | None = None,
        reinstatement_basis: Literal['amount', 'amount_and_time', 'time'] | None = None,
        index_clause: IndexClause | Map | None = None,
        sunset: Number | None = None,
    ) -> None: ...

class UnderlyingLine(Kind):
    """A line of business under an umbrella, with the terms of its own cover."""
    covers: Final[Filter]
    retention: Final[float]
    limit: Final[float]
    def __init__(
        self,
        *,
        covers: Filter | Map,
        retention: Number,
        limit: Number | None = None,
    ) -> None: ...

class SharedDeductibleXl(Treaty):
    """A basket: several layers per event that share one annual deductible and one annual limit."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    sections: Final[tuple[BasketSection, ...]]
    annual_deductible: Final[float]
    annual_limit: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        sections: Iterable[BasketSection | Map] | Map,
        annual_deductible: Number,
        annual_limit: Number | None = None,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class BasketSection(Kind):
    """One layer of a basket, on insureds of its own."""
    covers: Final[Filter]
    limit: Final[float]
    attachment: Final[float]
    def __init__(
        self,
        *,
        covers: Filter | Map,
        limit: Number,
        attachment: Number,
    ) -> None: ...

class ReinstatementPremiumProtection(Treaty):
    """Pays a share of what it costs to reinstate the limit of a layer."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    protects: Final[str]
    share: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        protects: str,
        share: Number | None = None,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class IndustryLossWarranty(Treaty):
    """Pays an agreed sum for an event whose industry loss is large enough and that costs the cedent enough as well."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    form: Final[Any]
    payout: Final[float]
    own_loss_warranty: Final[float]
    warranty_operator: Final[str]
    indemnity: Final[bool | None]
    industry: Final[ModelledIndustry | None]
    annual_limit: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        form: Kind | Map | str,
        payout: Number,
        own_loss_warranty: Number | None = None,
        warranty_operator: Literal['at_or_above', 'above'] | None = None,
        indemnity: bool | None = None,
        industry: ModelledIndustry | Map | None = None,
        annual_limit: Number | None = None,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class ModelledIndustry(Kind):
    """Industry loss as a multiple of what an event costs all insureds of the scenario, of every pool and for 100 %."""
    factor: Final[float]
    def __init__(
        self,
        *,
        factor: Number,
    ) -> None: ...

class Parametric(Treaty):
    """Pays a part of its limit by the reading of the index that an event reports, whatever the loss is."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    limit: Final[float]
    triggers: Final[tuple[IndexTrigger, ...]]
    combine: Final[str]
    annual_limit: Final[float]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        limit: Number,
        triggers: Iterable[IndexTrigger | Map] | Map,
        combine: Literal['max', 'sum', 'all'] | None = None,
        annual_limit: Number | None = None,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class IndexTrigger(Kind):
    """What part of its limit a cover pays for a reading of an index."""
    steps: Final[tuple[IndexStep, ...]]
    linear: Final[IndexRamp | None]
    operator: Final[str]
    def __init__(
        self,
        *,
        steps: Iterable[IndexStep | Map] | Map | None = None,
        linear: IndexRamp | Map | None = None,
        operator: Literal['at_or_above', 'above'] | None = None,
    ) -> None: ...

class IndexStep(Kind):
    """One step of a payout on an index."""
    index: Final[float]
    part: Final[float]
    def __init__(
        self,
        *,
        index: Number,
        part: Number,
    ) -> None: ...

class IndexRamp(Kind):
    """A payout in a straight line: nothing at one reading, all at another."""
    from_: Final[float]
    to: Final[float]
    def __init__(
        self,
        *,
        from_: Number,
        to: Number,
    ) -> None: ...

class CatBond(Treaty):
    """Fully collateralised cover with one limit for several years, on own losses, industry losses or an index."""
    name: Final[str | None]
    covers: Final[Filter | None]
    causes: Final[tuple[str, ...] | None]
    not_inuring: Final[tuple[str, ...] | None]
    placed: Final[float]
    lines: Final[tuple[Line, ...]]
    currency: Final[ContractCurrency | None]
    attachment_basis: Final[str]
    trigger: Final[Any]
    limit: Final[float]
    term: Final[int]
    premium: Final[float]
    rate: Final[float | None]
    minimum_premium: Final[float]
    swing_premium: Final[SwingPremium | None]
    no_claims_bonus: Final[float]
    profit_commission: Final[ProfitCommission | None]
    brokerage: Final[float]
    def __init__(
        self,
        *,
        name: str | None = None,
        covers: Filter | Map | None = None,
        causes: Iterable[str] | Map | None = None,
        not_inuring: Iterable[str] | Map | None = None,
        placed: Number | None = None,
        lines: Iterable[Line | Map] | Map | None = None,
        currency: ContractCurrency | Map | None = None,
        attachment_basis: Literal['losses_occurring', 'risks_attaching', 'claims_made'] | None = None,
        trigger: Kind | Map | str,
        limit: Number,
        term: int | str | Map,
        premium: Number | None = None,
        rate: Number | None = None,
        minimum_premium: Number | None = None,
        swing_premium: SwingPremium | Map | None = None,
        no_claims_bonus: Number | None = None,
        profit_commission: ProfitCommission | Map | None = None,
        brokerage: Number | None = None,
    ) -> None: ...

class MemberReinsurance(Kind):
    """Reinsurance that one member buys for its own part of the pool."""
    member: Final[str]
    programme: Final[tuple[tuple[Treaty, ...], ...]]
    def __init__(
        self,
        *,
        member: str,
        programme: Iterable[Iterable[Treaty | Map | str]],
    ) -> None: ...

class PremiumSubsidy(Kind):
    """The state pays a part of each premium or a voucher, with caps for an insured, for the programme and for all subsidies together."""
    name: Final[str | None]
    share: Final[float]
    voucher: Final[float]
    cap_per_insured: Final[float]
    programme_cap: Final[float]
    stacking_cap: Final[float]
    scale: Final[tuple[float, ...] | None]
    first_year: Final[int]
    years: Final[int]
    def __init__(
        self,
        *,
        name: str | None = None,
        share: Number | None = None,
        voucher: Number | None = None,
        cap_per_insured: Number | None = None,
        programme_cap: Number | None = None,
        stacking_cap: Number | None = None,
        scale: Iterable[Number] | Map | None = None,
        first_year: int | str | Map | None = None,
        years: int | str | Map | None = None,
    ) -> None: ...

class ProportionalWithCaps(Kind):
    """Losses shared by fixed parts with yearly caps; one party bears what is above the others' caps."""
    parties: Final[tuple[LossParty, ...]]
    residual: Final[str]
    suspension_default_rate: Final[float]
    term_years: Final[int]
    def __init__(
        self,
        *,
        parties: Iterable[LossParty | Map] | Map,
        residual: str,
        suspension_default_rate: Number | None = None,
        term_years: int | str | Map | None = None,
    ) -> None: ...

class LossParty(Kind):
    """One who bears a fixed part of each loss, up to a cap a year."""
    name: Final[str]
    share: Final[float]
    annual_cap: Final[float]
    def __init__(
        self,
        *,
        name: str,
        share: Number,
        annual_cap: Number | None = None,
    ) -> None: ...

class Tranches(Kind):
    """The year's losses borne in order by tranches, each of one party or two."""
    tranches: Final[tuple[LossTranche, ...]]
    term_years: Final[int]
    def __init__(
        self,
        *,
        tranches: Iterable[LossTranche | Map] | Map,
        term_years: int | str | Map | None = None,
    ) -> None: ...

class LossTranche(Kind):
    """A tranche of the year's losses, borne by one party or by two."""
    party: Final[str]
    limit: Final[float]
    share: Final[float]
    co_party: Final[str | None]
    def __init__(
        self,
        *,
        party: str,
        limit: Number,
        share: Number | None = None,
        co_party: str | None = None,
    ) -> None: ...

class ReserveFund(Fund):
    """The pool's special reserve over the years: it accrues from premium and profit up to a cap, and pays the part of a bad year that its trigger allows; a call on members and a loan stand behind it."""
    name: Final[str | None]
    opening: Final[float]
    grants: Final[tuple[float, ...] | None]
    interest: Final[float]
    returns: Final[Any | None]
    accrual: Final[tuple[Any, ...]]
    accrual_timing: Final[str]
    cap: Final[float]
    cap_of_premium: Final[float]
    cap_premium_years: Final[int]
    past_premiums: Final[tuple[float, ...] | None]
    above_cap: Final[str]
    empty_at: Final[float]
    trigger: Final[Trigger]
    release: Final[Release | None]
    call: Final[Call | None]
    loan: Final[Loan | None]
    def __init__(
        self,
        *,
        name: str | None = None,
        opening: Number | None = None,
        grants: Iterable[Number] | Map | None = None,
        interest: Number | None = None,
        returns: Kind | Map | str | None = None,
        accrual: Iterable[Kind | Map | str] | None = None,
        accrual_timing: Literal['end_of_year', 'start_of_year', 'after_release'] | None = None,
        cap: Number | None = None,
        cap_of_premium: Number | None = None,
        cap_premium_years: int | str | Map | None = None,
        past_premiums: Iterable[Number] | Map | None = None,
        above_cap: Literal['keep', 'refund', 'next'] | None = None,
        empty_at: Number | None = None,
        trigger: Trigger | Map,
        release: Release | Map | None = None,
        call: Call | Map | None = None,
        loan: Loan | Map | None = None,
    ) -> None: ...

class LognormalReturn(Kind):
    """A random return each year: one plus the return is lognormal and independent from year to year."""
    mean: Final[float]
    sd: Final[float]
    stress_shift: Final[float]
    def __init__(
        self,
        *,
        mean: Number,
        sd: Number,
        stress_shift: Number | None = None,
    ) -> None: ...

class BootstrapReturn(Kind):
    """A random return each year, drawn from those of past years in blocks that keep their order."""
    history: Final[tuple[float, ...]]
    block_years: Final[int]
    stress_returns: Final[tuple[float, ...] | None]
    def __init__(
        self,
        *,
        history: Iterable[Number] | Map,
        block_years: int | str | Map | None = None,
        stress_returns: Iterable[Number] | Map | None = None,
    ) -> None: ...

class ShareOfPremium(Kind):
    """Accrual of a part of the year's retained premium."""
    rate: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
    ) -> None: ...

class ShareOfUnderwritingProfit(Kind):
    """Accrual of a part of the year's underwriting profit: retained premium less expenses and net losses."""
    rate: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
    ) -> None: ...

class ShareOfExcessProfit(Kind):
    """Accrual of a part of the year's underwriting profit above a benchmark in terms of premium."""
    rate: Final[float]
    benchmark: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
        benchmark: Number,
    ) -> None: ...

class SurchargeOnSumInsured(Kind):
    """Accrual of a part of the sum insured of all insureds of the pool."""
    rate: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
    ) -> None: ...

class Levy(Kind):
    """A levy of a fixed amount or a part of premium: every year, while the fund is low, or after it was emptied."""
    amount: Final[float]
    rate: Final[float]
    below: Final[float]
    years_after_empty: Final[int]
    payer: Final[str]
    def __init__(
        self,
        *,
        amount: Number | None = None,
        rate: Number | None = None,
        below: Number | None = None,
        years_after_empty: int | str | Map | None = None,
        payer: Literal['pool', 'insureds'] | None = None,
    ) -> None: ...

class ToTarget(Kind):
    """Accrual of a part of premium that rises as the fund falls below its target."""
    target: Final[float]
    base_rate: Final[float]
    gain: Final[float]
    min_rate: Final[float]
    max_rate: Final[float]
    def __init__(
        self,
        *,
        target: Number,
        base_rate: Number | None = None,
        gain: Number,
        min_rate: Number | None = None,
        max_rate: Number | None = None,
    ) -> None: ...

class EuMethod1(Kind):
    """Equalisation reserve of Directive 73/239/EEC, Annex D, method 1: a part of technical surplus up to a part of premium, until the reserve is a multiple of the highest premium of some years."""
    share_of_surplus: Final[float]
    most_of_premium: Final[float]
    maximum_of_premium: Final[float]
    premium_years: Final[int]
    def __init__(
        self,
        *,
        share_of_surplus: Number | None = None,
        most_of_premium: Number | None = None,
        maximum_of_premium: Number | None = None,
        premium_years: int | str | Map | None = None,
    ) -> None: ...

class Fluctuation(Kind):
    """Fluctuation reserve of the German form: a part of its target each year and what losses are below average, until the target of some standard deviations of the loss ratio is reached."""
    average_loss_ratio: Final[float]
    sd: Final[float]
    multiple: Final[float]
    rate: Final[float]
    def __init__(
        self,
        *,
        average_loss_ratio: Number,
        sd: Number,
        multiple: Number | None = None,
        rate: Number | None = None,
    ) -> None: ...

class Trigger(Kind):
    """When the fund may be used: for the part of the year's net loss above a loss ratio, if the other conditions given hold as well."""
    loss_ratio: Final[float]
    event: Final[float]
    gross_loss: Final[float]
    conditions: Final[str]
    above_trigger_only: Final[bool]
    with_expenses: Final[bool]
    def __init__(
        self,
        *,
        loss_ratio: Number,
        event: Number | None = None,
        gross_loss: Number | None = None,
        conditions: Literal['all', 'any'] | None = None,
        above_trigger_only: bool | None = None,
        with_expenses: bool | None = None,
    ) -> None: ...

class Release(Kind):
    """The most that the fund gives in one year: the least of its limits."""
    share_of_balance: Final[float]
    amount: Final[float]
    minimum_balance: Final[float]
    waiting_years: Final[int]
    proportional_benefit: Final[float]
    haircut: Final[float]
    liquid_part: Final[float]
    def __init__(
        self,
        *,
        share_of_balance: Number | None = None,
        amount: Number | None = None,
        minimum_balance: Number | None = None,
        waiting_years: int | str | Map | None = None,
        proportional_benefit: Number | None = None,
        haircut: Number | None = None,
        liquid_part: Number | None = None,
    ) -> None: ...

class Call(Kind):
    """A call on members for the part of the need that the fund cannot pay."""
    rate: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
    ) -> None: ...

class Loan(Kind):
    """A credit line for what release and call leave of the need, paid back out of later accruals."""
    facility: Final[float]
    rate: Final[float]
    repay_share: Final[float]
    def __init__(
        self,
        *,
        facility: Number,
        rate: Number | None = None,
        repay_share: Number | None = None,
    ) -> None: ...

class StateLayer(Kind):
    """The state pays its share of bands of the pool's loss, as a grant or as a loan."""
    basis: Final[str]
    bands: Final[tuple[StateBand, ...]]
    annual_limit: Final[float]
    form: Final[str]
    interest: Final[float]
    repay_share: Final[float]
    grace_years: Final[int]
    write_off_years: Final[int]
    guarantee_premium: Final[float]
    def __init__(
        self,
        *,
        basis: Literal['unfunded', 'net_loss', 'gross_loss', 'net_event', 'gross_event'],
        bands: Iterable[StateBand | Map] | Map,
        annual_limit: Number | None = None,
        form: Literal['grant', 'loan'] | None = None,
        interest: Number | None = None,
        repay_share: Number | None = None,
        grace_years: int | str | Map | None = None,
        write_off_years: int | str | Map | None = None,
        guarantee_premium: Number | None = None,
    ) -> None: ...

class StateBand(Kind):
    """A band of loss, and the part of it that the state pays."""
    attachment: Final[float]
    limit: Final[float]
    share: Final[float]
    growth: Final[float]
    def __init__(
        self,
        *,
        attachment: Number,
        limit: Number | None = None,
        share: Number | None = None,
        growth: Number | None = None,
    ) -> None: ...

class MemberCall(Kind):
    """A call on members for what is left unfunded, capped for each of them."""
    key: Final[str]
    cap: Final[float]
    cap_of_capital: Final[float]
    solidarity: Final[bool]
    def __init__(
        self,
        *,
        key: Literal['by_share', 'equal'] | None = None,
        cap: Number | None = None,
        cap_of_capital: Number | None = None,
        solidarity: bool | None = None,
    ) -> None: ...

class PolicyholderSurcharge(Kind):
    """A surcharge on insureds' premium for what is left unfunded, in the year itself or over several years, for which a lender then advances the money."""
    rate: Final[float]
    years: Final[int]
    interest: Final[float]
    def __init__(
        self,
        *,
        rate: Number,
        years: int | str | Map | None = None,
        interest: Number | None = None,
    ) -> None: ...

class RetrospectivePremium(Kind):
    """A premium that all insureds pay afterwards in equal parts for what is left unfunded."""
    per_insured: Final[float]
    def __init__(
        self,
        *,
        per_insured: Number,
    ) -> None: ...

class FederalShare(Kind):
    """The state's share of members' losses above deductibles in terms of last year's premium, with programme trigger, cap and recoupment from insureds."""
    deductible: Final[float]
    share: Final[float]
    trigger: Final[float]
    cap: Final[float]
    recoupment: Final[float]
    market_retention: Final[float]
    surcharge: Final[float]
    def __init__(
        self,
        *,
        deductible: Number | None = None,
        share: Number | None = None,
        trigger: Number | None = None,
        cap: Number | None = None,
        recoupment: Number | None = None,
        market_retention: Number,
        surcharge: Number | None = None,
    ) -> None: ...

class ClaimScaling(Kind):
    """Cuts every claim of the year in proportion when funds are exhausted or a limit is passed."""
    limit: Final[float]
    least: Final[float]
    per_event: Final[bool]
    def __init__(
        self,
        *,
        limit: Number | None = None,
        least: Number | None = None,
        per_event: bool | None = None,
    ) -> None: ...

class Settlement(Kind):
    """What members put in common at the end of a year, and the keys by which they divide a profit or a loss."""
    pool_share: Final[float]
    profit_key: Final[Any]
    loss_key: Final[Any]
    lead: Final[str | None]
    lead_fee: Final[float]
    hurdle: Final[float]
    clawback_years: Final[int]
    def __init__(
        self,
        *,
        pool_share: Number | None = None,
        profit_key: Kind | Map | str,
        loss_key: Kind | Map | str,
        lead: str | None = None,
        lead_fee: Number | None = None,
        hurdle: Number | None = None,
        clawback_years: int | str | Map | None = None,
    ) -> None: ...

class Liability(Kind):
    """Who pays what members in default leave unpaid: nobody (several), the other members by their shares (solidarity), the same up to a cap (capped_solidarity), or the other members down to their last assets (joint). What is then left stays with the insured or with the lead."""
    form: Final[str]
    part_of_own_share: Final[float]
    within_capacity: Final[bool]
    bearer: Final[str]
    lead: Final[str | None]
    assets: Final[str]
    def __init__(
        self,
        *,
        form: Literal['several', 'solidarity', 'capped_solidarity', 'joint'] | None = None,
        part_of_own_share: Number | None = None,
        within_capacity: bool | None = None,
        bearer: Literal['insured', 'lead'] | None = None,
        lead: str | None = None,
        assets: Literal['stated', 'with_results'] | None = None,
    ) -> None: ...

class Admission(Kind):
    """What a pool asks of its members before they may take part."""
    total_capital: Final[float]
    member_capital: Final[float]
    solvency_ratio: Final[float]
    solvency_years: Final[int]
    cash: Final[float]
    domicile: Final[str | None]
    def __init__(
        self,
        *,
        total_capital: Number | None = None,
        member_capital: Number | None = None,
        solvency_ratio: Number | None = None,
        solvency_years: int | str | Map | None = None,
        cash: Number | None = None,
        domicile: str | None = None,
    ) -> None: ...

class Liquidity(Kind):
    """Recoveries that arrive years after the loss, and who lends the pool the money until then: its funds, a lender, and members for the rest."""
    late_part: Final[float]
    delay: Final[int]
    fund_part: Final[float]
    facility: Final[float]
    rate: Final[float]
    commutation: Final[Commutation | None]
    def __init__(
        self,
        *,
        late_part: Number | None = None,
        delay: int | str | Map | None = None,
        fund_part: Number | None = None,
        facility: Number | None = None,
        rate: Number | None = None,
        commutation: Commutation | Map | None = None,
    ) -> None: ...

class Commutation(Kind):
    """At the end of a year reinsurers pay a part of all that is outstanding, and are free of the rest."""
    year: Final[int]
    price: Final[float]
    def __init__(
        self,
        *,
        year: int | str | Map,
        price: Number | None = None,
    ) -> None: ...

class LeadPays(Kind):
    """The lead pays claims for all and recovers the others' parts some years later; what a member in default then leaves is the lead's."""
    lead: Final[str]
    part: Final[float]
    lag: Final[int]
    rate: Final[float]
    def __init__(
        self,
        *,
        lead: str,
        part: Number | None = None,
        lag: int | str | Map | None = None,
        rate: Number | None = None,
    ) -> None: ...

class Inward(Kind):
    """A reinsurance pool: it takes a share of the risks that members write, and pays them a commission; what it does not take they keep."""
    share: Final[float]
    commission: Final[float]
    def __init__(
        self,
        *,
        share: Number | None = None,
        commission: Number | None = None,
    ) -> None: ...

class Retrocession(Kind):
    """Reinsurance that one reinsurer buys for the sum of its lines."""
    reinsurer: Final[str]
    programme: Final[tuple[tuple[Treaty, ...], ...]]
    def __init__(
        self,
        *,
        reinsurer: str,
        programme: Iterable[Iterable[Treaty | Map | str]],
    ) -> None: ...

class ByRating(Kind):
    """Defaults drawn for each party and year with the probability of its rating or solvency ratio, likelier in years of stress for the party and in a systemic state common to all."""
    curve: Final[CreditCurve | None]
    stress: Final[CreditStress | None]
    systemic: Final[SystemicState | None]
    stays: Final[bool]
    def __init__(
        self,
        *,
        curve: CreditCurve | Map | None = None,
        stress: CreditStress | Map | None = None,
        systemic: SystemicState | Map | None = None,
        stays: bool | None = None,
    ) -> None: ...

class CreditCurve(Kind):
    """One-year probabilities of default by rating, or by solvency ratio where there is no rating, and what is lost then. Left out, the table of art. 199 of the EU's Delegated Regulation 2015/35."""
    ratings: Final[tuple[RatingProbability, ...]]
    solvency: Final[tuple[SolvencyProbability, ...]]
    unrated: Final[float | None]
    loss_given_default: Final[float]
    def __init__(
        self,
        *,
        ratings: Iterable[RatingProbability | Map] | Map | None = None,
        solvency: Iterable[SolvencyProbability | Map] | Map | None = None,
        unrated: Number | None = None,
        loss_given_default: Number | None = None,
    ) -> None: ...

class RatingProbability(Kind):
    """The probability of default of one rating."""
    rating: Final[str]
    probability: Final[float]
    def __init__(
        self,
        *,
        rating: str,
        probability: Number,
    ) -> None: ...

class SolvencyProbability(Kind):
    """The probability of default at one solvency ratio."""
    solvency_ratio: Final[float]
    probability: Final[float]
    def __init__(
        self,
        *,
        solvency_ratio: Number,
        probability: Number,
    ) -> None: ...

class CreditStress(Kind):
    """How much likelier a default is in a year of stress for the party: by a factor, or by a list of its own."""
    factor: Final[float]
    ratings: Final[tuple[RatingProbability, ...]]
    def __init__(
        self,
        *,
        factor: Number | None = None,
        ratings: Iterable[RatingProbability | Map] | Map | None = None,
    ) -> None: ...

class SystemicState(Kind):
    """A state of the market, common to all parties, in which defaults are likelier: it makes them cluster."""
    probability: Final[float]
    factor: Final[float]
    def __init__(
        self,
        *,
        probability: Number,
        factor: Number,
    ) -> None: ...

class Checks(Kind):
    """Limits of law and supervision, checked in each simulated year: breaches are reported with their probability and never mended."""
    preset: Final[str]
    list: Final[tuple[Any, ...]]
    told_years: Final[int]
    def __init__(
        self,
        *,
        preset: Literal['none', 'china'] | None = None,
        list: Iterable[Kind | Map | str] | None = None,
        told_years: int | str | Map | None = None,
    ) -> None: ...

class MemberAmount(Kind):
    """A sum of money of one member."""
    member: Final[str]
    amount: Final[float]
    def __init__(
        self,
        *,
        member: str,
        amount: Number,
    ) -> None: ...

class Affiliation(Kind):
    """A reinsurer that is affiliated with an insured."""
    insured: Final[str]
    reinsurer: Final[str]
    def __init__(
        self,
        *,
        insured: str,
        reinsurer: str,
    ) -> None: ...

class ReinsurerStanding(Kind):
    """Capital and kind of a reinsurer."""
    reinsurer: Final[str]
    capital: Final[float]
    state_owned: Final[bool]
    professional: Final[bool]
    def __init__(
        self,
        *,
        reinsurer: str,
        capital: Number,
        state_owned: bool | None = None,
        professional: bool | None = None,
    ) -> None: ...

class RequiredCapital(Kind):
    """The required capital of one member."""
    member: Final[str]
    amount: Final[float]
    c_ross: Final[CRossForm | None]
    def __init__(
        self,
        *,
        member: str,
        amount: Number | None = None,
        c_ross: CRossForm | Map | None = None,
    ) -> None: ...

class CRossForm(Kind):
    """Approximate minimum capital of one member in the form of C-ROSS."""
    exposures: Final[tuple[CRossExposure, ...]]
    correlations: Final[tuple[CorrelationPair, ...]]
    control_risk: Final[float]
    additional: Final[float]
    def __init__(
        self,
        *,
        exposures: Iterable[CRossExposure | Map] | Map,
        correlations: Iterable[CorrelationPair | Map] | Map | None = None,
        control_risk: Number | None = None,
        additional: Number | None = None,
    ) -> None: ...

class CRossExposure(Kind):
    """One exposure with its base factor and its characteristics."""
    risk: Final[str]
    factor: Final[str]
    exposure: Final[float]
    coefficients: Final[tuple[float, ...] | None]
    def __init__(
        self,
        *,
        risk: str,
        factor: str,
        exposure: Number,
        coefficients: Iterable[Number] | Map | None = None,
    ) -> None: ...

class CRossTable(Kind):
    """Base factors of one version of the rule: data, not code."""
    version: Final[str]
    lowest_k: Final[float]
    highest_k: Final[float]
    factors: Final[tuple[CRossFactor, ...]]
    def __init__(
        self,
        *,
        version: str,
        lowest_k: Number | None = None,
        highest_k: Number | None = None,
        factors: Iterable[CRossFactor | Map] | Map,
    ) -> None: ...

class CRossFactor(Kind):
    """A base factor RF0."""
    name: Final[str]
    factor: Final[float]
    def __init__(
        self,
        *,
        name: str,
        factor: Number,
    ) -> None: ...

class Output(Kind):
    """What the result file keeps of each trial, and tells beside metrics."""
    trials: Final[bool]
    members: Final[bool]
    sources: Final[bool]
    storage: Final[str]
    together: Final[Together | None]
    def __init__(
        self,
        *,
        trials: bool | None = None,
        members: bool | None = None,
        sources: bool | None = None,
        storage: Literal['float32', 'float64'] | None = None,
        together: Together | Map | None = None,
    ) -> None: ...

class Together(Kind):
    """How the yearly losses of every two pools, sources and members hang together: Pearson's correlation, Kendall's tau, and how often both exceed their VaR in the same year."""
    level: Final[float]
    def __init__(
        self,
        *,
        level: Number | None = None,
    ) -> None: ...

class BeliefCorrelation(Kind):
    """Two beliefs of the scenario that are high or low together, by a Gaussian copula."""
    first: Final[str]
    second: Final[str]
    rank: Final[float]
    def __init__(
        self,
        *,
        first: str,
        second: str,
        rank: Number,
    ) -> None: ...

class Alternative(Kind):
    """One of several models of the same thing, with how likely it is."""
    name: Final[str]
    weight: Final[float]
    set: Final[Any]
    def __init__(
        self,
        *,
        name: str,
        weight: Number,
        set: Map,
    ) -> None: ...

class Uncertainty(Kind):
    """How uncertain numbers are run: each draw of all of them has as many trials as the scenario says."""
    draws: Final[int]
    band: Final[float]
    def __init__(
        self,
        *,
        draws: int | str | Map | None = None,
        band: Number | None = None,
    ) -> None: ...

class StatedQuantile(Kind):
    """A value, and the probability that the number lies below it."""
    p: Final[float | None]
    return_period: Final[float | None]
    value: Final[float]
    def __init__(
        self,
        *,
        p: Number | None = None,
        return_period: Number | None = None,
        value: Number,
    ) -> None: ...

class Expert(Kind):
    """What one expert believes."""
    name: Final[str]
    weight: Final[float]
    belief: Final[Any]
    def __init__(
        self,
        *,
        name: str,
        weight: Number | None = None,
        belief: Kind | Map,
    ) -> None: ...

class ScoredExpert(Kind):
    """What one expert believes, and what he answered to the seed questions."""
    name: Final[str]
    seeds: Final[tuple[tuple[float, ...], ...]]
    belief: Final[Any]
    def __init__(
        self,
        *,
        name: str,
        seeds: Iterable[Iterable[Number] | Map],
        belief: Kind | Map,
    ) -> None: ...

class EnsembleModel(Kind):
    """What one model says of the number."""
    name: Final[str]
    weight: Final[float]
    log_marginal_likelihood: Final[float | None]
    belief: Final[Any]
    def __init__(
        self,
        *,
        name: str,
        weight: Number | None = None,
        log_marginal_likelihood: Number | None = None,
        belief: Kind | Map,
    ) -> None: ...

class Experience(Kind):
    """What was observed of one segment in one year."""
    segment: Final[str]
    value: Final[float]
    weight: Final[float]
    def __init__(
        self,
        *,
        segment: str,
        value: Number,
        weight: Number | None = None,
    ) -> None: ...

class source:
    FixedEvents = FixedEvents

    CollectiveRisk = CollectiveRisk

    EventTable = EventTable

    YearEventTable = YearEventTable

    Attritional = Attritional

    ScenarioSet = ScenarioSet

    Clash = Clash

    StagedSuccess = StagedSuccess

    SerialDefect = SerialDefect

    MassTort = MassTort

    EventTree = EventTree

    Hawkes = Hawkes

    Cascade = Cascade

    PerformanceDrop = PerformanceDrop

    CreditPortfolio = CreditPortfolio

    Adjusted = Adjusted

    Developing = Developing

    FabFire = FabFire

    Contamination = Contamination

    ClusterQuake = ClusterQuake

    UtilityOutage = UtilityOutage

class dependence:
    GaussianFactor = GaussianFactor

    GammaFactor = GammaFactor

    CommonShock = CommonShock

    Copula = Copula

class default_model:
    ByRating = ByRating

class metric:
    class Aal(Kind):
        """Average annual loss: the mean of a year's total."""
        def __init__(
            self,
        ) -> None: ...

    class Sd(Kind):
        """Standard deviation of a year's total."""
        def __init__(
            self,
        ) -> None: ...

    class Var(Kind):
        """Value at risk: the smallest amount that a year does not exceed with probability `level` or more."""
        level: Final[float]
        def __init__(
            self,
            *,
            level: Number,
        ) -> None: ...

    class Tvar(Kind):
        """Tail value at risk: the mean of the worst years, those with probability 1 - `level` in all."""
        level: Final[float]
        def __init__(
            self,
            *,
            level: Number,
        ) -> None: ...

    class EpCurve(Kind):
        """Exceedance-probability curves: of the year's largest event (OEP) and of the year's total (AEP)."""
        return_periods: Final[tuple[float, ...]]
        def __init__(
            self,
            *,
            return_periods: Iterable[Number] | Map | None = None,
        ) -> None: ...

    class Pml(Kind):
        """Probable maximum loss: the smallest amount exceeded with probability 1 / `return_period` or less in a year."""
        return_period: Final[float]
        basis: Final[str]
        def __init__(
            self,
            *,
            return_period: Number,
            basis: Literal['occurrence', 'annual'] | None = None,
        ) -> None: ...

    class Probability(Kind):
        """Probability that a year (or, for series of whole paths, a path) is above 0: attachment, exhaustion, ruin."""
        def __init__(
            self,
        ) -> None: ...

    class TechnicalPremium(Kind):
        """What a treaty's recoveries of a year should cost by a premium principle, less what its reinstatement premiums bring. The principles wang_transform, proportional_hazard, esscher_principle and exponential_principle read every recovery of the run, and so do all where reinstatements are priced: memory then grows with the number of recoveries that are not 0."""
        principle: Final[Any]
        expenses: Final[float]
        def __init__(
            self,
            *,
            principle: Kind | Map | str,
            expenses: Number | None = None,
        ) -> None: ...

class frequency:
    class Poisson(Frequency):
        """Events that happen independently of one another at a constant rate."""
        mean: Final[float]
        def __init__(
            self,
            *,
            mean: Number,
        ) -> None: ...

    class NegativeBinomial(Frequency):
        """Events at a rate that varies from year to year as a gamma law; variance = mean + mean^2 / size."""
        mean: Final[float]
        size: Final[float]
        def __init__(
            self,
            *,
            mean: Number,
            size: Number,
        ) -> None: ...

    class Binomial(Frequency):
        """Of a fixed number of units each has one event or none, independently."""
        trials: Final[int]
        probability: Final[float]
        def __init__(
            self,
            *,
            trials: int | str | Map,
            probability: Number,
        ) -> None: ...

    class Bernoulli(Frequency):
        """One event in a year, or none."""
        probability: Final[float]
        def __init__(
            self,
            *,
            probability: Number,
        ) -> None: ...

class severity:
    class Point(Severity):
        """A certain loss: the same amount each time."""
        value: Final[float]
        def __init__(
            self,
            *,
            value: Number,
        ) -> None: ...

    class Lognormal(Severity):
        """The logarithm of the loss is normal; give mu and sigma, or mean and cv."""
        mu: Final[float | None]
        sigma: Final[float | None]
        mean: Final[float | None]
        cv: Final[float | None]
        def __init__(
            self,
            *,
            mu: Number | None = None,
            sigma: Number | None = None,
            mean: Number | None = None,
            cv: Number | None = None,
        ) -> None: ...

    class Gamma(Severity):
        """Gamma law: mean shape x scale, coefficient of variation 1 / sqrt(shape)."""
        shape: Final[float]
        scale: Final[float]
        def __init__(
            self,
            *,
            shape: Number,
            scale: Number,
        ) -> None: ...

    class Exponential(Severity):
        """Exponential law: P(X > x) = exp(-x / mean)."""
        mean: Final[float]
        def __init__(
            self,
            *,
            mean: Number,
        ) -> None: ...

    class Weibull(Severity):
        """Weibull law: P(X > x) = exp(-(x / scale)^shape); heavy-tailed below shape 1."""
        shape: Final[float]
        scale: Final[float]
        def __init__(
            self,
            *,
            shape: Number,
            scale: Number,
        ) -> None: ...

    class Pareto(Severity):
        """Pareto law above a threshold: P(X > x) = (threshold / x)^shape; the mean is infinite up to shape 1."""
        threshold: Final[float]
        shape: Final[float]
        def __init__(
            self,
            *,
            threshold: Number,
            shape: Number,
        ) -> None: ...

    class GeneralisedPareto(Severity):
        """Generalised Pareto law of excesses over a location: P(X > location + y) = (1 + shape y / scale)^(-1/shape)."""
        location: Final[float]
        scale: Final[float]
        shape: Final[float]
        def __init__(
            self,
            *,
            location: Number | None = None,
            scale: Number,
            shape: Number,
        ) -> None: ...

    class Beta(Severity):
        """Beta law between 0 and a maximum: mean maximum x a / (a + b)."""
        a: Final[float]
        b: Final[float]
        maximum: Final[float]
        def __init__(
            self,
            *,
            a: Number,
            b: Number,
            maximum: Number | None = None,
        ) -> None: ...

    class Mbbefd(Severity):
        """Damage of a risk up to its maximum, a total loss having probability 1/g (MBBEFD, Swiss Re curves); give b and g, or curve."""
        b: Final[float | None]
        g: Final[float | None]
        curve: Final[float | None]
        maximum: Final[float]
        def __init__(
            self,
            *,
            b: Number | None = None,
            g: Number | None = None,
            curve: Number | None = None,
            maximum: Number | None = None,
        ) -> None: ...

    class Empirical(Severity):
        """One of the given values, each with its weight: observed or scenario losses."""
        values: Final[tuple[float, ...]]
        weights: Final[tuple[float, ...] | None]
        def __init__(
            self,
            *,
            values: Iterable[Number] | Map,
            weights: Iterable[Number] | Map | None = None,
        ) -> None: ...

    class Spliced(Severity):
        """One law up to a threshold and another one above it; give the threshold, the tail's probability, or both."""
        body: Final[Severity]
        threshold: Final[float | None]
        tail_probability: Final[float | None]
        tail: Final[Severity]
        def __init__(
            self,
            *,
            body: Severity | Map | str,
            threshold: Number | None = None,
            tail_probability: Number | None = None,
            tail: Severity | Map | str,
        ) -> None: ...

class copula_family:
    class Gaussian(Kind):
        """The copula of a normal law: bad years together, but the worst ones apart (no tail dependence)."""
        correlation: Final[float]
        correlations: Final[tuple[CorrelationPair, ...]]
        def __init__(
            self,
            *,
            correlation: Number | None = None,
            correlations: Iterable[CorrelationPair | Map] | Map | None = None,
        ) -> None: ...

    class StudentT(Kind):
        """The copula of Student's t law: the worst years come together, even where the correlation is 0."""
        degrees: Final[float]
        correlation: Final[float]
        correlations: Final[tuple[CorrelationPair, ...]]
        def __init__(
            self,
            *,
            degrees: Number | None = None,
            correlation: Number | None = None,
            correlations: Iterable[CorrelationPair | Map] | Map | None = None,
        ) -> None: ...

    class Clayton(Kind):
        """Clayton's copula: good years come together, bad ones do not; for the mirror image take survival_clayton."""
        theta: Final[float]
        def __init__(
            self,
            *,
            theta: Number,
        ) -> None: ...

    class SurvivalClayton(Kind):
        """Clayton's copula turned round: the worst years come together."""
        theta: Final[float]
        def __init__(
            self,
            *,
            theta: Number,
        ) -> None: ...

    class Gumbel(Kind):
        """Gumbel's copula: the worst years come together, the best do not."""
        theta: Final[float]
        def __init__(
            self,
            *,
            theta: Number,
        ) -> None: ...

    class Vine(Kind):
        """A copula of several built from copulas of two, each pair with a dependence of its own."""
        shape: Final[str]
        trees: Final[tuple[VineTree, ...]]
        def __init__(
            self,
            *,
            shape: Literal['c', 'd'] | None = None,
            trees: Iterable[VineTree | Map] | Map,
        ) -> None: ...

class vine_edge:
    class GaussianPair(Kind):
        """An edge of a vine with the Gaussian copula."""
        correlation: Final[float]
        def __init__(
            self,
            *,
            correlation: Number,
        ) -> None: ...

    class ClaytonPair(Kind):
        """An edge of a vine with Clayton's copula."""
        theta: Final[float]
        def __init__(
            self,
            *,
            theta: Number,
        ) -> None: ...

    class SurvivalClaytonPair(Kind):
        """An edge of a vine with Clayton's copula turned round."""
        theta: Final[float]
        def __init__(
            self,
            *,
            theta: Number,
        ) -> None: ...

class hit:
    FixedHit = FixedHit

    BetaHit = BetaHit

    HitByIntensity = HitByIntensity

class spread:
    class BetaSpread(Kind):
        """Damage ratios follow a beta law about the mean of the curve."""
        precision: Final[float]
        def __init__(
            self,
            *,
            precision: Number,
        ) -> None: ...

    class GammaSpread(Kind):
        """Damage ratios follow a gamma law about the mean of the curve; what exceeds 1 counts as 1."""
        cv: Final[float]
        def __init__(
            self,
            *,
            cv: Number,
        ) -> None: ...

class index:
    YearlyReading = YearlyReading

    IndexWalk = IndexWalk

    RevertingIndex = RevertingIndex

class share_rule:
    ByTable = ByTable

    ByCapacity = ByCapacity

    ByCapital = ByCapital

    ByPremium = ByPremium

    Equal = Equal

    BySection = BySection

    ByYear = ByYear

    LineSlip = LineSlip

    ByMarketShare = ByMarketShare

    SoloOrPool = SoloOrPool

class treaty:
    QuotaShare = QuotaShare

    VariableQuotaShare = VariableQuotaShare

    Surplus = Surplus

    Facultative = Facultative

    FacultativeObligatory = FacultativeObligatory

    PerRiskXl = PerRiskXl

    CatXl = CatXl

    AggregateXl = AggregateXl

    StopLoss = StopLoss

    DropDown = DropDown

    TopAndDrop = TopAndDrop

    BackUp = BackUp

    NthEventXl = NthEventXl

    MultiYearXl = MultiYearXl

    Umbrella = Umbrella

    SharedDeductibleXl = SharedDeductibleXl

    ReinstatementPremiumProtection = ReinstatementPremiumProtection

    IndustryLossWarranty = IndustryLossWarranty

    Parametric = Parametric

    CatBond = CatBond

class loss_sharing:
    ProportionalWithCaps = ProportionalWithCaps

    Tranches = Tranches

class backstop:
    StateLayer = StateLayer

    MemberCall = MemberCall

    PolicyholderSurcharge = PolicyholderSurcharge

    RetrospectivePremium = RetrospectivePremium

    FederalShare = FederalShare

    ClaimScaling = ClaimScaling

class warranty_form:
    class Binary(Kind):
        """Pays all or nothing, as the industry loss reaches a trigger or not."""
        trigger: Final[float]
        operator: Final[str]
        def __init__(
            self,
            *,
            trigger: Number,
            operator: Literal['at_or_above', 'above'] | None = None,
        ) -> None: ...

    class ProRata(Kind):
        """Pays in proportion to where the industry loss stands between two bounds."""
        lo: Final[float]
        hi: Final[float]
        def __init__(
            self,
            *,
            lo: Number,
            hi: Number,
        ) -> None: ...

class bond_trigger:
    class OwnLoss(Kind):
        """Pays the own loss of an event above an attachment: indemnity."""
        attachment: Final[float]
        def __init__(
            self,
            *,
            attachment: Number,
        ) -> None: ...

    class IndustryLoss(Kind):
        """Pays by the loss of the whole industry in an event."""
        form: Final[Any]
        industry: Final[ModelledIndustry | None]
        def __init__(
            self,
            *,
            form: Kind | Map | str,
            industry: ModelledIndustry | Map | None = None,
        ) -> None: ...

    class Reading(Kind):
        """Pays by the reading of the index that an event reports: parametric."""
        triggers: Final[tuple[IndexTrigger, ...]]
        combine: Final[str]
        def __init__(
            self,
            *,
            triggers: Iterable[IndexTrigger | Map] | Map,
            combine: Literal['max', 'sum', 'all'] | None = None,
        ) -> None: ...

class returns:
    LognormalReturn = LognormalReturn

    BootstrapReturn = BootstrapReturn

class accrual:
    ShareOfPremium = ShareOfPremium

    ShareOfUnderwritingProfit = ShareOfUnderwritingProfit

    ShareOfExcessProfit = ShareOfExcessProfit

    SurchargeOnSumInsured = SurchargeOnSumInsured

    Levy = Levy

    ToTarget = ToTarget

    EuMethod1 = EuMethod1

    Fluctuation = Fluctuation

class settlement_key:
    class TableKey(Kind):
        """Fixed parts, which add up to 100 %; of those in the pool each year."""
        table: Final[tuple[MemberShare, ...]]
        def __init__(
            self,
            *,
            table: Iterable[MemberShare | Map] | Map,
        ) -> None: ...

    class CapacityKey(Kind):
        """In proportion to the members' declared capacity."""
        def __init__(
            self,
        ) -> None: ...

    class CapitalKey(Kind):
        """In proportion to the members' capital plus reserves."""
        def __init__(
            self,
        ) -> None: ...

    class PremiumKey(Kind):
        """In proportion to the premium that members put into the years settled."""
        def __init__(
            self,
        ) -> None: ...

    class ContributionKey(Kind):
        """In proportion to what members have paid to the pool or lost for it in earlier years of the trial, net of what they got; by premium as long as nobody has contributed."""
        def __init__(
            self,
        ) -> None: ...

class checks:
    class RetainedPremium(Kind):
        """Premium that a member keeps in a year after reinsurance, at most a multiple of its capital and reserves at the start of the year (Insurance Law art. 102)."""
        multiple: Final[float]
        other_premium: Final[tuple[MemberAmount, ...]]
        def __init__(
            self,
            *,
            multiple: Number | None = None,
            other_premium: Iterable[MemberAmount | Map] | Map | None = None,
        ) -> None: ...

    class RiskUnit(Kind):
        """Liability that a member keeps for one risk unit, at most a part of its capital and reserves at the start of the year (Insurance Law art. 103)."""
        part: Final[float]
        basis: Final[str]
        after_reinsurance: Final[bool]
        def __init__(
            self,
            *,
            part: Number | None = None,
            basis: Literal['sum_insured', 'pml'] | None = None,
            after_reinsurance: bool | None = None,
        ) -> None: ...

    class OneReinsurer(Kind):
        """What a member cedes of one risk unit to one reinsurer, at most a share of its liability for it."""
        share: Final[float]
        counted: Final[str]
        exempt_sectors: Final[tuple[str, ...] | None]
        def __init__(
            self,
            *,
            share: Number | None = None,
            counted: Literal['all', 'proportional'] | None = None,
            exempt_sectors: Iterable[str] | Map | None = None,
        ) -> None: ...

    class Affiliate(Kind):
        """What one facultative contract cedes of a risk to an affiliate of its insured, at most a share of the member's liability for it."""
        share: Final[float]
        affiliates: Final[tuple[Affiliation, ...]]
        exempt_sectors: Final[tuple[str, ...] | None]
        def __init__(
            self,
            *,
            share: Number | None = None,
            affiliates: Iterable[Affiliation | Map] | Map | None = None,
            exempt_sectors: Iterable[str] | Map | None = None,
        ) -> None: ...

    class LeadReinsurer(Kind):
        """Least capital and rating of the reinsurer that leads a treaty, which is the one with the largest line."""
        capital: Final[float]
        direct_insurer_capital: Final[float]
        ratings: Final[tuple[str, ...] | None]
        reinsurers: Final[tuple[ReinsurerStanding, ...]]
        exempt_sectors: Final[tuple[str, ...] | None]
        def __init__(
            self,
            *,
            capital: Number | None = None,
            direct_insurer_capital: Number | None = None,
            ratings: Iterable[str] | Map | None = None,
            reinsurers: Iterable[ReinsurerStanding | Map] | Map | None = None,
            exempt_sectors: Iterable[str] | Map | None = None,
        ) -> None: ...

    class Solvency(Kind):
        """Solvency ratio of each member at the start of each year: capital and reserves over required capital."""
        ratio: Final[float]
        required: Final[tuple[RequiredCapital, ...]]
        table: Final[CRossTable | None]
        def __init__(
            self,
            *,
            ratio: Number | None = None,
            required: Iterable[RequiredCapital | Map] | Map | None = None,
            table: CRossTable | Map | None = None,
        ) -> None: ...

class premium_principle:
    class ExpectedValuePrinciple(Kind):
        """Mean loss with a proportional loading: (1 + loading) E[X]."""
        loading: Final[float]
        def __init__(
            self,
            *,
            loading: Number | None = None,
        ) -> None: ...

    class StandardDeviationPrinciple(Kind):
        """Mean loss plus a part of its standard deviation: (1 + mean_loading) E[X] + loading sd[X]."""
        loading: Final[float]
        mean_loading: Final[float]
        def __init__(
            self,
            *,
            loading: Number,
            mean_loading: Number | None = None,
        ) -> None: ...

    class VariancePrinciple(Kind):
        """Mean loss plus a multiple of its variance: E[X] + loading Var[X]."""
        loading: Final[float]
        def __init__(
            self,
            *,
            loading: Number,
        ) -> None: ...

    class CostOfCapital(Kind):
        """Mean loss plus the cost of the capital that the premium leaves to be found: P = (E + rate rho) / (1 + rate), rho being TVaR or VaR of a year."""
        rate: Final[float]
        level: Final[float]
        measure: Final[str]
        def __init__(
            self,
            *,
            rate: Number,
            level: Number | None = None,
            measure: Literal['tvar', 'var'] | None = None,
        ) -> None: ...

    class WangTransform(Kind):
        """Mean under the Wang transform of the exceedance probabilities: int Phi(Phi^-1(S(x)) + lambda) dx."""
        lambda_: Final[float]
        def __init__(
            self,
            *,
            lambda_: Number,
        ) -> None: ...

    class ProportionalHazard(Kind):
        """Mean under the proportional hazard transform of the exceedance probabilities: int S(x)^(1/rho) dx."""
        rho: Final[float]
        def __init__(
            self,
            *,
            rho: Number,
        ) -> None: ...

    class EsscherPrinciple(Kind):
        """Mean under the Esscher transform: E[X exp(hX)] / E[exp(hX)]."""
        h: Final[float]
        def __init__(
            self,
            *,
            h: Number,
        ) -> None: ...

    class ExponentialPrinciple(Kind):
        """Price of indifference under exponential utility: log E[exp(aX)] / a."""
        a: Final[float]
        def __init__(
            self,
            *,
            a: Number,
        ) -> None: ...

class belief:
    class Pert(Kind):
        """Between a low and a high value, and most likely near a third one."""
        low: Final[float]
        mode: Final[float]
        high: Final[float]
        weight: Final[float]
        def __init__(
            self,
            *,
            low: Number,
            mode: Number,
            high: Number,
            weight: Number | None = None,
        ) -> None: ...

    class Uniform(Kind):
        """Between a low and a high value, all of them equally likely."""
        low: Final[float]
        high: Final[float]
        def __init__(
            self,
            *,
            low: Number,
            high: Number,
        ) -> None: ...

    class Triangular(Kind):
        """Between a low and a high value, with a density of two straight lines that meet at the most likely value. It puts more weight on the ends than `pert` does."""
        low: Final[float]
        mode: Final[float]
        high: Final[float]
        def __init__(
            self,
            *,
            low: Number,
            mode: Number,
            high: Number,
        ) -> None: ...

    class Normal(Kind):
        """Normal law. It reaches below 0, so a number that must be positive needs `within`, or another kind."""
        mean: Final[float]
        sd: Final[float]
        def __init__(
            self,
            *,
            mean: Number,
            sd: Number,
        ) -> None: ...

    class StudentT(Kind):
        """Student's t law around a location: like a normal law with heavier tails, the heavier the fewer its degrees of freedom."""
        location: Final[float]
        scale: Final[float]
        degrees: Final[float]
        def __init__(
            self,
            *,
            location: Number,
            scale: Number,
            degrees: Number,
        ) -> None: ...

    class Lognormal(Kind):
        """The logarithm of the number is normal; give median (or mu) and sigma, or mean and cv. For a range in place of these see `quantiles`."""
        median: Final[float | None]
        mu: Final[float | None]
        sigma: Final[float | None]
        mean: Final[float | None]
        cv: Final[float | None]
        def __init__(
            self,
            *,
            median: Number | None = None,
            mu: Number | None = None,
            sigma: Number | None = None,
            mean: Number | None = None,
            cv: Number | None = None,
        ) -> None: ...

    class Gamma(Kind):
        """Gamma law; give mean and cv, or shape with scale or rate. As the belief about a yearly rate, shape events in `rate` years of exposure would say the same."""
        mean: Final[float | None]
        cv: Final[float | None]
        shape: Final[float | None]
        scale: Final[float | None]
        rate: Final[float | None]
        def __init__(
            self,
            *,
            mean: Number | None = None,
            cv: Number | None = None,
            shape: Number | None = None,
            scale: Number | None = None,
            rate: Number | None = None,
        ) -> None: ...

    class Beta(Kind):
        """Beta law between two ends: mean low + (high - low) a / (a + b). As the belief about a probability, a hits among a + b trials would say the same."""
        a: Final[float]
        b: Final[float]
        low: Final[float]
        high: Final[float]
        def __init__(
            self,
            *,
            a: Number,
            b: Number,
            low: Number | None = None,
            high: Number | None = None,
        ) -> None: ...

    class Quantiles(Kind):
        """A law through stated quantiles: exactly through as many as the family has parameters (two; three for generalised_pareto), and by least squares on probabilities through more, which then reports how far it misses them. Several families: an `ensemble` of these."""
        family: Final[str]
        at: Final[tuple[StatedQuantile, ...]]
        low: Final[float | None]
        high: Final[float | None]
        treat_90_as: Final[float | None]
        def __init__(
            self,
            *,
            family: Literal['normal', 'lognormal', 'gamma', 'beta', 'generalised_pareto', 'pareto', 'pareto_from_return_points'],
            at: Iterable[StatedQuantile | Map] | Map,
            low: Number | None = None,
            high: Number | None = None,
            treat_90_as: Number | None = None,
        ) -> None: ...

    class Interval(Kind):
        """Somewhere between a low and a high value, and nobody says where: a run gives bounds and no band."""
        low: Final[float]
        high: Final[float]
        def __init__(
            self,
            *,
            low: Number,
            high: Number,
        ) -> None: ...

    class Within(Kind):
        """A belief on condition that the number lies between bounds: what was believed beyond them is spread over what lies within."""
        belief: Final[Any]
        low: Final[float | None]
        high: Final[float | None]
        def __init__(
            self,
            *,
            belief: Kind | Map,
            low: Number | None = None,
            high: Number | None = None,
        ) -> None: ...

    class PoolOfExperts(Kind):
        """The beliefs of several experts as one. The linear pool takes one of them to be right, and keeps their disagreement; the logarithmic pool multiplies densities, as if each had data of his own, and is narrower."""
        experts: Final[tuple[Expert, ...]]
        pooling: Final[str]
        def __init__(
            self,
            *,
            experts: Iterable[Expert | Map] | Map,
            pooling: Literal['linear', 'logarithmic'] | None = None,
        ) -> None: ...

    class Cooke(Kind):
        """The linear pool of experts with weights from seed questions, whose answers are known (Cooke's classical model): calibration times information, for experts whose calibration reaches the cut-off."""
        answers: Final[tuple[float, ...]]
        experts: Final[tuple[ScoredExpert, ...]]
        levels: Final[tuple[float, ...]]
        overshoot: Final[float]
        weighing: Final[str]
        cut_off: Final[float]
        optimise_cut_off: Final[bool]
        def __init__(
            self,
            *,
            answers: Iterable[Number] | Map,
            experts: Iterable[ScoredExpert | Map] | Map,
            levels: Iterable[Number] | Map | None = None,
            overshoot: Number | None = None,
            weighing: Literal['global', 'item', 'equal'] | None = None,
            cut_off: Number | None = None,
            optimise_cut_off: bool | None = None,
        ) -> None: ...

    class Ensemble(Kind):
        """One of several models holds, each with its probability: weights as given, or in proportion to weight x marginal likelihood (Bayesian model averaging). The least and the greatest that a single model says is reported."""
        models: Final[tuple[EnsembleModel, ...]]
        def __init__(
            self,
            *,
            models: Iterable[EnsembleModel | Map] | Map,
        ) -> None: ...

    class GammaPoisson(Kind):
        """A rate of events after data: so many events in so much exposure. Without a prior it is that of Jeffreys, gamma(1/2, 0), which weighs half an event and no exposure."""
        events: Final[tuple[float, ...]]
        exposure: Final[tuple[float, ...]]
        prior_mean: Final[float | None]
        prior_exposure: Final[float]
        weights: Final[tuple[float, ...] | None]
        ages: Final[tuple[float, ...] | None]
        discount: Final[float]
        def __init__(
            self,
            *,
            events: Iterable[Number] | Map,
            exposure: Iterable[Number] | Map,
            prior_mean: Number | None = None,
            prior_exposure: Number | None = None,
            weights: Iterable[Number] | Map | None = None,
            ages: Iterable[Number] | Map | None = None,
            discount: Number | None = None,
        ) -> None: ...

    class BetaBinomial(Kind):
        """A probability after data: so many hits among so many trials. Without a prior it is that of Jeffreys, beta(1/2, 1/2), which weighs one trial."""
        hits: Final[tuple[float, ...]]
        trials: Final[tuple[float, ...]]
        prior_mean: Final[float | None]
        prior_trials: Final[float | None]
        weights: Final[tuple[float, ...] | None]
        ages: Final[tuple[float, ...] | None]
        discount: Final[float]
        def __init__(
            self,
            *,
            hits: Iterable[Number] | Map,
            trials: Iterable[Number] | Map,
            prior_mean: Number | None = None,
            prior_trials: Number | None = None,
            weights: Iterable[Number] | Map | None = None,
            ages: Iterable[Number] | Map | None = None,
            discount: Number | None = None,
        ) -> None: ...

    class ExponentialGamma(Kind):
        """The mean of an exponential law after data. Without a prior it is that of Jeffreys, which weighs no claim."""
        losses: Final[tuple[float, ...]]
        prior_claims: Final[float]
        prior_total: Final[float]
        weights: Final[tuple[float, ...] | None]
        ages: Final[tuple[float, ...] | None]
        discount: Final[float]
        def __init__(
            self,
            *,
            losses: Iterable[Number] | Map,
            prior_claims: Number | None = None,
            prior_total: Number | None = None,
            weights: Iterable[Number] | Map | None = None,
            ages: Iterable[Number] | Map | None = None,
            discount: Number | None = None,
        ) -> None: ...

    class ParetoGamma(Kind):
        """The tail index (alpha) of a Pareto law after data: losses above a threshold; those up to it say nothing and are left out. Without a prior it is that of Jeffreys, which weighs no claim."""
        threshold: Final[float]
        losses: Final[tuple[float, ...]]
        prior_mean: Final[float | None]
        prior_claims: Final[float]
        weights: Final[tuple[float, ...] | None]
        ages: Final[tuple[float, ...] | None]
        discount: Final[float]
        def __init__(
            self,
            *,
            threshold: Number,
            losses: Iterable[Number] | Map,
            prior_mean: Number | None = None,
            prior_claims: Number | None = None,
            weights: Iterable[Number] | Map | None = None,
            ages: Iterable[Number] | Map | None = None,
            discount: Number | None = None,
        ) -> None: ...

    class NormalInverseGamma(Kind):
        """mu or sigma of a lognormal law after data. Without a prior the logarithms speak for themselves: mu is Student t around their mean. Beliefs about mu and about sigma from the same data are drawn apart; they are uncorrelated, but not independent."""
        of: Final[str]
        losses: Final[tuple[float, ...]]
        prior_mu: Final[float | None]
        prior_sigma: Final[float | None]
        prior_claims: Final[float]
        weights: Final[tuple[float, ...] | None]
        ages: Final[tuple[float, ...] | None]
        discount: Final[float]
        def __init__(
            self,
            *,
            of: Literal['mu', 'sigma'],
            losses: Iterable[Number] | Map,
            prior_mu: Number | None = None,
            prior_sigma: Number | None = None,
            prior_claims: Number | None = None,
            weights: Iterable[Number] | Map | None = None,
            ages: Iterable[Number] | Map | None = None,
            discount: Number | None = None,
        ) -> None: ...

    class GpdGrid(Kind):
        """Scale or shape of a generalised Pareto law after losses above a threshold; those up to it are left out. The shape has a normal prior and stays below 1; the scale is anything. The data tie both, a higher shape to a lower scale: give them as named beliefs with the rank correlation that the remark of either tells."""
        of: Final[str]
        threshold: Final[float]
        losses: Final[tuple[float, ...]]
        prior_shape: Final[float]
        prior_sd: Final[float]
        weights: Final[tuple[float, ...] | None]
        ages: Final[tuple[float, ...] | None]
        discount: Final[float]
        def __init__(
            self,
            *,
            of: Literal['scale', 'shape'],
            threshold: Number,
            losses: Iterable[Number] | Map,
            prior_shape: Number | None = None,
            prior_sd: Number | None = None,
            weights: Iterable[Number] | Map | None = None,
            ages: Iterable[Number] | Map | None = None,
            discount: Number | None = None,
        ) -> None: ...

    class Credibility(Kind):
        """The mean of one segment by the model of Buhlmann and Straub: its own mean counts with Z, that of all segments with 1 - Z. Of the law only mean and mean square error follow from the data; its form is an approximation."""
        segment: Final[str]
        experience: Final[tuple[Experience, ...]]
        within_variance: Final[float | None]
        approximation: Final[str]
        def __init__(
            self,
            *,
            segment: str,
            experience: Iterable[Experience | Map] | Map,
            within_variance: Number | None = None,
            approximation: Literal['gamma', 'normal'] | None = None,
        ) -> None: ...

__all__ = [
    "Kind",
    "Member",
    "Reinsurer",
    "Insured",
    "FixedEvents",
    "FixedEvent",
    "Hit",
    "CollectiveRisk",
    "Filter",
    "EventTable",
    "TableEvent",
    "TableHit",
    "CorrelationPair",
    "VineTree",
    "YearEventTable",
    "YearEventRow",
    "Attritional",
    "ScenarioSet",
    "ScenarioCase",
    "ScenarioHit",
    "Clash",
    "SharedAsset",
    "Reliance",
    "FixedHit",
    "BetaHit",
    "HitByIntensity",
    "HitPoint",
    "Effect",
    "VulnerabilityPoint",
    "StagedSuccess",
    "Stage",
    "SerialDefect",
    "UnitCount",
    "MassTort",
    "EventTree",
    "TreeNode",
    "TreeBranch",
    "TreeOutcome",
    "Hawkes",
    "Cascade",
    "SupplyEdge",
    "PerformanceDrop",
    "YearlyReading",
    "IndexWalk",
    "RevertingIndex",
    "CreditPortfolio",
    "Adjusted",
    "YearPath",
    "ReliabilityGrowth",
    "TakeUp",
    "RiskMeasure",
    "Developing",
    "FabFire",
    "FireDamage",
    "Contamination",
    "ClusterQuake",
    "UtilityOutage",
    "GaussianFactor",
    "GaussianLoading",
    "GammaFactor",
    "GammaLoading",
    "CommonShock",
    "ShockHit",
    "Copula",
    "Pool",
    "ByTable",
    "MemberShare",
    "ByCapacity",
    "ByCapital",
    "ByPremium",
    "Equal",
    "BySection",
    "ShareSection",
    "ByYear",
    "SharePeriod",
    "LineSlip",
    "SlipLayer",
    "SlipLine",
    "ByMarketShare",
    "MarketFigures",
    "SoloOrPool",
    "SoloRisk",
    "QuotaShare",
    "Line",
    "Collateral",
    "Dispute",
    "ContractCurrency",
    "LossCorridor",
    "SlidingCommission",
    "CommissionPoint",
    "ProfitCommission",
    "ProfitPoint",
    "VariableQuotaShare",
    "CessionBand",
    "Surplus",
    "TypeLine",
    "Facultative",
    "FacultativeCover",
    "FacultativeObligatory",
    "RateAdequacy",
    "PerRiskXl",
    "SwingPremium",
    "IndexClause",
    "CatXl",
    "AggregateXl",
    "StopLoss",
    "DropDown",
    "TopAndDrop",
    "BackUp",
    "NthEventXl",
    "MultiYearXl",
    "Umbrella",
    "UnderlyingLine",
    "SharedDeductibleXl",
    "BasketSection",
    "ReinstatementPremiumProtection",
    "IndustryLossWarranty",
    "ModelledIndustry",
    "Parametric",
    "IndexTrigger",
    "IndexStep",
    "IndexRamp",
    "CatBond",
    "MemberReinsurance",
    "PremiumSubsidy",
    "ProportionalWithCaps",
    "LossParty",
    "Tranches",
    "LossTranche",
    "ReserveFund",
    "LognormalReturn",
    "BootstrapReturn",
    "ShareOfPremium",
    "ShareOfUnderwritingProfit",
    "ShareOfExcessProfit",
    "SurchargeOnSumInsured",
    "Levy",
    "ToTarget",
    "EuMethod1",
    "Fluctuation",
    "Trigger",
    "Release",
    "Call",
    "Loan",
    "StateLayer",
    "StateBand",
    "MemberCall",
    "PolicyholderSurcharge",
    "RetrospectivePremium",
    "FederalShare",
    "ClaimScaling",
    "Settlement",
    "Liability",
    "Admission",
    "Liquidity",
    "Commutation",
    "LeadPays",
    "Inward",
    "Retrocession",
    "ByRating",
    "CreditCurve",
    "RatingProbability",
    "SolvencyProbability",
    "CreditStress",
    "SystemicState",
    "Checks",
    "MemberAmount",
    "Affiliation",
    "ReinsurerStanding",
    "RequiredCapital",
    "CRossForm",
    "CRossExposure",
    "CRossTable",
    "CRossFactor",
    "Output",
    "Together",
    "BeliefCorrelation",
    "Alternative",
    "Uncertainty",
    "StatedQuantile",
    "Expert",
    "ScoredExpert",
    "EnsembleModel",
    "Experience",
    "source",
    "dependence",
    "default_model",
    "metric",
    "frequency",
    "severity",
    "copula_family",
    "vine_edge",
    "hit",
    "spread",
    "index",
    "share_rule",
    "treaty",
    "loss_sharing",
    "backstop",
    "warranty_form",
    "bond_trigger",
    "returns",
    "accrual",
    "settlement_key",
    "checks",
    "premium_principle",
    "belief",
]
