#include "models/frequency/frequency.hpp"

namespace riskpool {

double mean(Frequency const& frequency) {
    return std::visit([](auto const& law) { return law.mean(); }, frequency);
}

double variance(Frequency const& frequency) {
    return std::visit([](auto const& law) { return law.variance(); }, frequency);
}

GuideTable compile(Frequency const& frequency) {
    return std::visit([](auto const& law) { return GuideTable(count_law(law)); }, frequency);
}

}  // namespace riskpool
