#include "sim/pool/admission.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riskpool {

namespace {

std::string per_cent(double ratio) {
    return fmt::format("{:g} %", 100 * ratio);
}

void refuse_by_solvency(Admission const& terms, Member const& member, std::vector<Refusal>& refused) {
    if (!(terms.solvency_ratio > 0)) return;
    std::vector<double> ratios;
    if (member.solvency_ratio > 0) {
        ratios.push_back(member.solvency_ratio);
        ratios.insert(ratios.end(), member.solvency_history.begin(), member.solvency_history.end());
    }
    const std::size_t asked = terms.solvency_years;
    for (std::size_t back = 0; back < std::min(asked, ratios.size()); ++back) {
        if (ratios[back] >= terms.solvency_ratio) continue;
        const std::string when = back == 0   ? "in the latest year"
                                 : back == 1 ? "1 year before the latest"
                                             : fmt::format("{} years before the latest", back);
        refused.push_back({member.name, fmt::format("solvency ratio {} {}, below {}", per_cent(ratios[back]), when,
                                                    per_cent(terms.solvency_ratio))});
    }
    if (ratios.size() < asked) {
        refused.push_back({member.name, fmt::format("states {} of {} years' solvency ratios", ratios.size(), asked)});
    }
}

std::vector<Refusal> refusals_of(Admission const& terms, Member const& member) {
    std::vector<Refusal> refused;
    if (member.capital < terms.member_capital) {
        refused.push_back(
            {member.name, fmt::format("capital {:.12g}, below {:.12g}", member.capital, terms.member_capital)});
    }
    refuse_by_solvency(terms, member, refused);
    if (member.cash < terms.cash) {
        refused.push_back({member.name, fmt::format("cash {:.12g}, below {:.12g}", member.cash, terms.cash)});
    }
    if (!terms.domicile.empty() && member.domicile != terms.domicile) {
        refused.push_back({member.name, fmt::format("domicile \"{}\", not \"{}\"", member.domicile, terms.domicile)});
    }
    return refused;
}

}  // namespace

void Admission::check(FieldFaults& faults) const {
    if (solvency_years > 1 && !(solvency_ratio > 0)) {
        faults.add("solvency_years", "count years in which no solvency ratio is asked for", "set solvency_ratio");
    }
}

std::vector<Refusal> refusals(Admission const& terms, std::vector<Member> const& members) {
    std::vector<Refusal> refused;
    double capital = 0;
    for (auto const& member : members) {
        const auto mine = refusals_of(terms, member);
        if (mine.empty()) capital += member.capital;
        refused.insert(refused.end(), mine.begin(), mine.end());
    }
    if (capital < terms.total_capital) {
        refused.push_back({"", fmt::format("capital of the members admitted {:.12g} in sum, below {:.12g}", capital,
                                           terms.total_capital)});
    }
    return refused;
}

std::vector<Member> admitted(Admission const& terms, std::vector<Member> const& members) {
    std::vector<Member> all;
    for (auto const& member : members) {
        if (refusals_of(terms, member).empty()) all.push_back(member);
    }
    return all;
}

}  // namespace riskpool
