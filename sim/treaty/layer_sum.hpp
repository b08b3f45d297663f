// Sums of layer losses, cell by cell: the kernel of the excess of loss kinds where only yearly totals are wanted.
#pragma once

#include <cstdint>
#include <span>

namespace riskpool {

/// For each cell c with entries x[i], cell_begin[c] <= i < cell_begin[c + 1]:
///     sum[c] = sum of min((x[i] - attachment)+, limit)   and   claims[c] = number of x[i] > attachment.
/// x, attachment and limit are 0 or more; limit may be infinite. cell_begin has one entry more than sum and claims.
/// The order of addition is part of the result: entry k of a cell goes to lane k mod 8, and lanes l0..l7 add up as
/// t_i = l_i + l_(i+4), u_i = t_i + t_(i+2), u_0 + u_1. Every instruction set gives the same bits.
void sum_layers(std::span<double const> x, std::span<std::uint32_t const> cell_begin, double attachment, double limit,
                std::span<double> sum, std::span<double> claims) noexcept;

/// The same where cells are runs of events and events runs of x: cell c has the entries from
/// x[row_begin[event_begin[c]]] up to x[row_begin[event_begin[c + 1]]], excluded.
void sum_layers(std::span<double const> x, std::span<std::uint32_t const> event_begin,
                std::span<std::uint32_t const> row_begin, double attachment, double limit, std::span<double> sum,
                std::span<double> claims) noexcept;

/// One layer of a tower, and where its sums go.
struct TowerLayer {
    double attachment = 0;
    double limit = 0;
    std::span<double> sum, claims;
};

/// The first form for several layers over the same entries, which are read but once: the same bits as a call for each.
void sum_tower(std::span<double const> x, std::span<std::uint32_t const> cell_begin,
               std::span<TowerLayer const> tower) noexcept;

/// What both forms of sum_layers mean, entry by entry: their reference in tests, and the code of processors without
/// AVX2.
void sum_layers_plain(std::span<double const> x, std::span<std::uint32_t const> cell_begin, double attachment,
                      double limit, std::span<double> sum, std::span<double> claims) noexcept;

}  // namespace riskpool
