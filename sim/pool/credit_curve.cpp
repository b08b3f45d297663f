#include "sim/pool/credit_curve.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riskpool {

namespace {

/// Capital letters, whatever the locale.
std::string capital(std::string_view rating) {
    std::string letters(rating);
    for (char& c : letters) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return letters;
}

std::optional<double> find_exactly(std::vector<RatingProbability> const& ratings, std::string_view letters) {
    for (auto const& each : ratings) {
        if (capital(each.rating) == letters) return each.probability;
    }
    return std::nullopt;
}

std::string names_of(std::vector<RatingProbability> const& ratings) {
    std::string names;
    for (auto const& each : ratings) names += (names.empty() ? "" : ", ") + each.rating;
    return names;
}

}  // namespace

std::vector<RatingProbability> eu_rating_probabilities() {
    // judict.eu/en/sla/32009L0138/32015R0035-X/article-199, paragraph 2: steps 0, 1, 2, 3, 4, 5 and 6 (P). That step 0
    // is AAA, ... and step 6 is CCC and lower is the mapping of S&P's scale in Regulation (EU) 2016/1800 (R).
    return {{"AAA", 0.00002}, {"AA", 0.0001}, {"A", 0.0005}, {"BBB", 0.0024}, {"BB", 0.012},
            {"B", 0.042},     {"CCC", 0.042}, {"CC", 0.042}, {"C", 0.042}};
}

std::vector<SolvencyProbability> eu_solvency_probabilities() {
    // The same article, paragraph 3 (P).
    return {{1.96, 0.0001}, {1.75, 0.0005}, {1.50, 0.001}, {1.25, 0.002},
            {1.22, 0.0024}, {1.00, 0.005},  {0.95, 0.012}, {0.75, 0.042}};
}

std::optional<double> find_rating(std::vector<RatingProbability> const& ratings, std::string_view rating) {
    const std::string letters = capital(rating);
    if (auto found = find_exactly(ratings, letters)) return found;
    if (letters.size() < 2 || (letters.back() != '+' && letters.back() != '-')) return std::nullopt;
    return find_exactly(ratings, std::string_view(letters).substr(0, letters.size() - 1));
}

void check_ratings(std::vector<RatingProbability> const& ratings, std::string_view field, FieldFaults& faults) {
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        const std::string place = fmt::format("{}[{}].rating", field, i);
        if (ratings[i].rating.empty()) {
            faults.add(place, "is empty", "name the grade, for example AA");
            continue;
        }
        const auto same = [&](auto const& each) { return capital(each.rating) == capital(ratings[i].rating); };
        const auto here = ratings.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(ratings.begin(), here, same)) {
            faults.add(place, fmt::format("\"{}\" is listed twice", ratings[i].rating), "keep one of the two");
        }
    }
}

void CreditCurve::check(FieldFaults& faults) const {
    check_ratings(ratings, "ratings", faults);
    for (std::size_t i = 1; i < solvency.size(); ++i) {
        if (!(solvency[i].solvency_ratio < solvency[i - 1].solvency_ratio)) {
            faults.add(fmt::format("solvency[{}].solvency_ratio", i), "is not below the ratio before it",
                       "list the points from the highest solvency ratio down");
        } else if (solvency[i].probability < solvency[i - 1].probability) {
            faults.add(fmt::format("solvency[{}].probability", i), "is below that of a better solvency ratio",
                       "less capital cannot make a default less likely");
        }
    }
}

std::optional<double> CreditCurve::by_solvency_ratio(double ratio) const {
    if (solvency.empty()) return std::nullopt;
    if (ratio >= solvency.front().solvency_ratio) return solvency.front().probability;
    for (std::size_t i = 1; i < solvency.size(); ++i) {
        auto const& above = solvency[i - 1];
        auto const& below = solvency[i];
        if (ratio < below.solvency_ratio) continue;
        const double part = (ratio - below.solvency_ratio) / (above.solvency_ratio - below.solvency_ratio);
        return below.probability + part * (above.probability - below.probability);
    }
    return solvency.back().probability;
}

std::optional<double> CreditCurve::probability(CreditParty const& party) const {
    if (party.probability) return party.probability;
    if (!party.rating.empty()) return find_rating(ratings, party.rating);
    if (party.solvency_ratio > 0 && !solvency.empty()) return by_solvency_ratio(party.solvency_ratio);
    return unrated;
}

void CreditCurve::check_party(CreditParty const& party, FieldFaults& faults) const {
    if (probability(party)) return;
    if (!party.rating.empty()) {
        faults.add("ratings", fmt::format("have no \"{}\", the rating of \"{}\"", party.rating, party.name),
                   ratings.empty() ? std::string("list it")
                                   : fmt::format("known are {}, each also with + or -; list it here, write one of "
                                                 "these, or leave the rating out and give a solvency_ratio",
                                                 names_of(ratings)));
    } else {
        faults.add("",
                   fmt::format("\"{}\" has neither a rating nor a solvency ratio that the curve covers", party.name),
                   "give it one of them, or set `unrated`");
    }
}

}  // namespace riskpool
