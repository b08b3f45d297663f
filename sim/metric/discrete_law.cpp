#include "sim/metric/discrete_law.hpp"

namespace riskpool {

DiscreteLaw DiscreteLaw::of_sample(std::span<double const> descending, std::uint64_t observations) {
    std::vector<Atom> atoms;
    const auto add = [&](double value, double count) {
        if (!atoms.empty() && atoms.back().value == value) {
            atoms.back().weight += count;
        } else {
            atoms.push_back({value, count});
        }
    };
    auto zeros = static_cast<double>(observations - descending.size());
    for (std::size_t i = descending.size(); i-- > 0;) {
        if (zeros > 0 && descending[i] >= 0) {
            add(0, zeros);
            zeros = 0;
        }
        add(descending[i], 1);
    }
    if (zeros > 0) add(0, zeros);
    return DiscreteLaw(std::move(atoms));
}

}  // namespace riskpool
