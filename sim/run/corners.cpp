#include "sim/run/corners.hpp"

namespace riskpool {

std::vector<Corner> corners_of(std::vector<std::string> const& intervals, std::uint64_t seed,
                               OuterSampler const& sampler) {
    const std::size_t n = intervals.size();
    std::vector<Corner> corners;
    if (n == 0) return corners;
    if (n <= most_full_intervals) {
        for (std::size_t bits = 0; bits < std::size_t{1} << n; ++bits) {
            Corner corner(n);
            for (std::size_t i = 0; i < n; ++i) corner[i] = (bits >> i & 1U) != 0;
            corners.push_back(std::move(corner));
        }
        return corners;
    }
    constexpr std::uint32_t drawn = (1U << most_full_intervals) - 2;
    corners.emplace_back(n, false);
    corners.emplace_back(n, true);
    const std::vector<double> places = sampler({seed, drawn, intervals, {}});
    for (std::uint32_t c = 0; c < drawn; ++c) {
        Corner corner(n);
        for (std::size_t i = 0; i < n; ++i) corner[i] = places[c * n + i] > 0.5;
        corners.push_back(std::move(corner));
    }
    return corners;
}

}  // namespace riskpool
