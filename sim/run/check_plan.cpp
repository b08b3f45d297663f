#include "sim/run/check_plan.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include "sim/run/risk_unit_liabilities.hpp"

namespace riskpool {

namespace {

ColumnDescription plain(std::string party, std::string quantity, std::string about, bool stored) {
    ColumnDescription column{std::move(party), std::move(quantity), std::move(about)};
    column.measured = column.tailed = false;
    column.stored = stored;
    return column;
}

LedgerFigure result_of(Ledger const& ledger, std::string const& member, std::size_t column) {
    PartyId id(ledger.parties().size());  // nobody, unless the member is paid or pays
    for (std::size_t p = 0; p < ledger.parties().size(); ++p) {
        if (ledger.parties()[p] == Party{PartyKind::member, member}) id = PartyId(p);
    }
    return {column, ledger, id, [](LedgerLine const&) { return 1; }};
}

MetricRow figure(std::string metric, std::string party, std::string quantity, Basis basis, double value) {
    MetricRow row;
    row.metric = std::move(metric);
    row.party = std::move(party);
    row.quantity = std::move(quantity);
    row.basis = basis_name(basis);
    row.value = row.low = row.high = value;
    return row;
}

MetricRow breach_row(std::string const& party, std::string const& quantity, Basis basis, SeriesSums const& sums) {
    SeriesSummary series;
    series.party = party;
    series.quantity = quantity;
    series.basis = basis;
    series.indicator = true;
    series.sums = sums;
    return sample_row("breach_probability", series, probability(sums), probability_interval(sums));
}

}  // namespace

struct CheckPlan::Building {
    Checks const& checks;
    Scenario const& scenario;
    Ledger const& ledger;
    ColumnRegister& columns;
    std::vector<RiskUnitLiability> by_sum_insured;  // filled when a check reads them
    [[nodiscard]] CheckSetting setting() const { return {scenario.members, scenario.insureds.list}; }
};

CheckPlan::CheckPlan(Checks const& checks, Scenario const& scenario, Ledger const& ledger, ColumnRegister& columns)
    : years_(scenario.years), member_place_(scenario.members.size(), scenario.members.size()) {
    Building from{checks, scenario, ledger, columns, {}};
    const std::vector<CheckKinds> all = checks.all();
    if (std::any_of(all.begin(), all.end(), [](CheckKinds const& check) {
            return std::holds_alternative<OneReinsurerLimit>(check) || std::holds_alternative<AffiliateLimit>(check);
        })) {
        from.by_sum_insured = risk_unit_liabilities(scenario, LiabilityBasis::sum_insured);
    }
    for (auto const& check : all) {
        std::visit([&](auto const& kind) { enter(from, kind); }, check);
    }
}

CheckPlan::MemberColumns& CheckPlan::member_columns(Building const& from, std::size_t member) {
    std::size_t& place = member_place_[member];
    if (place >= members_.size()) {
        Member const& who = from.scenario.members[member];
        place = members_.size();
        const std::size_t column =
            from.columns.add(plain(who.name, "capital_and_reserves", "Capital and reserves at the start of the year.",
                                   from.scenario.output.members));
        members_.push_back({column, who.capital_and_reserves(), result_of(from.ledger, who.name, column)});
    }
    return members_[place];
}

CheckPlan::YearlyCheck& CheckPlan::enter_yearly(Building const& from, std::size_t member, std::string_view kind,
                                                YearlyLimit limit) {
    YearlyCheck check;
    check.party = from.scenario.members[member].name;
    check.quantity = kind;
    check.limit = limit;
    check.capital = member_columns(from, member).capital;
    const auto indicator = [&](std::string const& suffix, std::string about, Basis basis, bool stored) {
        ColumnDescription column = plain(check.party, check.quantity + suffix, std::move(about), stored);
        column.unit = Unit::none;
        column.basis = basis;
        column.indicator = true;
        return from.columns.add(std::move(column));
    };
    const bool stored = from.scenario.output.members;
    check.in_year = indicator("_breach_in_year", "1 if the limit is breached in the year.", Basis::annual, stored);
    check.on_path = indicator("_breach", "1 if the limit is breached in any year.", Basis::path, stored);
    ColumnDescription use =
        plain(check.party, check.quantity + "_use", "Greatest use of the limit in any year.", stored);
    use.unit = Unit::none;
    use.basis = Basis::path;
    use.measured = true;
    check.use = from.columns.add(std::move(use));
    const std::uint32_t told = years_ > 1 ? std::min(years_, from.checks.told_years) : 0;
    for (std::uint32_t year = 1; year <= told; ++year) {
        check.by_year.push_back(
            indicator("_breach_in_year_" + std::to_string(year), "1 if breached in that year.", Basis::path, false));
    }
    yearly_.push_back(std::move(check));
    return yearly_.back();
}

void CheckPlan::enter(Building const& from, RetainedPremiumLimit const& check) {
    for (std::size_t m = 0; m < from.scenario.members.size(); ++m) {
        std::string const& name = from.scenario.members[m].name;
        MemberPremium kept(from.scenario, m, check.other(name), from.columns);
        const std::size_t column = from.columns.add(
            plain(name, "retained_premium", "Premium of the year that it keeps after reinsurance, of all pools.",
                  from.scenario.output.members));
        retained_premium_.emplace_back(column, std::move(kept));
        enter_yearly(from, m, RetainedPremiumLimit::kind, check.limit()).measured = column;
    }
}

void CheckPlan::enter(Building const& from, RiskUnitLimit const& check) {
    const std::vector<RiskUnitLiability> liabilities = risk_unit_liabilities(from.scenario, check.basis);
    const std::vector<double> greatest = check.greatest(liabilities, from.scenario.members.size(), years_);
    for (std::size_t m = 0; m < from.scenario.members.size(); ++m) {
        const auto begin = greatest.begin() + static_cast<std::ptrdiff_t>(m * years_);
        std::vector<double> mine(begin, begin + years_);
        if (std::all_of(mine.begin(), mine.end(), [](double liability) { return liability == 0; })) continue;
        enter_yearly(from, m, RiskUnitLimit::kind, check.limit()).measured_by_year = std::move(mine);
    }
    const std::vector<Finding> found = check.findings(liabilities, from.setting());
    findings_.insert(findings_.end(), found.begin(), found.end());
}

void CheckPlan::enter(Building const& from, OneReinsurerLimit const& check) {
    const std::vector<Finding> found = check.findings(from.by_sum_insured, from.setting());
    findings_.insert(findings_.end(), found.begin(), found.end());
}

void CheckPlan::enter(Building const& from, AffiliateLimit const& check) {
    const std::vector<Finding> found = check.findings(from.by_sum_insured, from.setting());
    findings_.insert(findings_.end(), found.begin(), found.end());
}

void CheckPlan::enter(Building const& from, LeadReinsurerRule const& check) {
    const std::vector<Finding> found = check.findings(led_treaties(from.scenario));
    findings_.insert(findings_.end(), found.begin(), found.end());
}

void CheckPlan::enter(Building const& from, SolvencyMinimum const& check) {
    for (std::size_t m = 0; m < from.scenario.members.size(); ++m) {
        const std::optional<double> required = check.required_capital(from.scenario.members[m]);
        if (!required) continue;
        enter_yearly(from, m, SolvencyMinimum::kind, check.limit()).measured_by_year.assign(years_, *required);
    }
}

void CheckPlan::fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const noexcept {
    const auto cells = [&](std::size_t column) { return std::span<double>(columns[column]).subspan(at, n); };
    const auto trials = [&](std::size_t column) {
        return std::span<double>(columns[column]).subspan(at / years_, n / years_);
    };
    for (auto const& member : members_) {
        member.result.fill(columns, at, n);
        open_capital(member.capital_and_reserves, years_, cells(member.capital));
    }
    for (auto const& [column, kept] : retained_premium_) kept.fill(columns, at, cells(column));
    for (auto const& check : yearly_) {
        const std::span<double const> measured = check.measured == constant_column
                                                     ? std::span<double const>(check.measured_by_year)
                                                     : std::span<double const>(cells(check.measured));
        const std::span<double> in_year = cells(check.in_year);
        mark_breaches(check.limit, years_, measured, cells(check.capital),
                      {in_year, trials(check.on_path), trials(check.use)});
        for (std::size_t year = 0; year < check.by_year.size(); ++year) {
            const std::span<double> out = trials(check.by_year[year]);
            for (std::size_t trial = 0; trial < out.size(); ++trial) out[trial] = in_year[trial * years_ + year];
        }
    }
}

void CheckPlan::add_figures(std::span<SeriesSums const> sums, std::vector<MetricRow>& rows) const {
    for (auto const& check : yearly_) {
        rows.push_back(breach_row(check.party, check.quantity, Basis::path, sums[check.on_path]));
        for (std::size_t year = 0; year < check.by_year.size(); ++year) {
            rows.push_back(breach_row(check.party, check.quantity, Basis::annual, sums[check.by_year[year]]));
            rows.back().parameter = static_cast<double>(year + 1);
        }
        // The greatest of a sample has no standard error.
        rows.push_back(figure("worst_use", check.party, check.quantity, Basis::path, sums[check.use].maximum()));
        rows.back().standard_error = std::numeric_limits<double>::quiet_NaN();
        rows.back().high = infinity;
    }
    for (auto const& finding : findings_) {
        rows.push_back(figure("use_of_limit", finding.party, finding.check, Basis::annual, finding.use));
        if (finding.breach) rows.back().warning = finding.words;
    }
}

}  // namespace riskpool
