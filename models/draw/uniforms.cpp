// Which counters to turn into numbers, and where the numbers go.
#include "models/draw/uniforms.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

// Three levels: AVX-512, AVX2 and the baseline, which every processor that can run the program has.
#define HWY_DISABLED_TARGETS HWY_SSE4
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/draw/uniforms.cpp"
#include <hwy/foreach_target.h>  // compiles this file once per level
// after foreach_target
#include <hwy/highway.h>

#include "models/draw/philox-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace riskpool {
namespace HWY_NAMESPACE {
namespace {

/// `store(to)` writes numbers from `to` and returns their end, but touches up to `reach` of them. Keeps it before
/// `end`.
template <std::size_t reach, class Store>
HWY_INLINE double* store_before(double* out, double const* end, Store store) {
    auto const room = static_cast<std::size_t>(end - out);
    if (room >= reach) return store(out);
    std::array<double, reach> spill;
    auto const made = static_cast<std::size_t>(store(spill.data()) - spill.data());
    return std::copy_n(spill.data(), std::min(room, made), out);
}

/// The cells of a range, vector by vector.
class CellWalk {
public:
    HWY_INLINE explicit CellWalk(CellRange const& range)
        : years_(hn::Set(Lanes(), range.years)),
          trial_step_(hn::Set(Lanes(), lanes / range.years)),
          year_step_(hn::Set(Lanes(), lanes % range.years)) {
        std::array<std::uint64_t, lanes> trials, years;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            trials[lane] = range.first_trial + lane / range.years;
            years[lane] = lane % range.years;
        }
        trial_ = hn::LoadU(Lanes(), trials.data());
        year_ = hn::LoadU(Lanes(), years.data());
    }
    HWY_INLINE LaneVector next() {
        hn::RebindToSigned<Lanes> const ds;
        LaneVector const cell = hn::Or(trial_, hn::ShiftLeft<52>(year_));
        year_ = hn::Add(year_, year_step_);
        auto const same_trial = hn::RebindMask(Lanes(), hn::Lt(hn::BitCast(ds, year_), hn::BitCast(ds, years_)));
        trial_ = hn::Add(hn::Add(trial_, trial_step_), hn::IfThenZeroElse(same_trial, hn::Set(Lanes(), 1)));
        year_ = hn::Sub(year_, hn::IfThenZeroElse(same_trial, years_));
        return cell;
    }

private:
    LaneVector years_, trial_step_, year_step_, trial_, year_;
};

template <bool second_half>
HWY_INLINE RealVector half_of(Blocks const& block) {
    return second_half ? units_of(block.word_2, block.word_3) : units_of(block.word_0, block.word_1);
}

template <bool second_half>
HWY_INLINE void half_blocks(Stream stream, CellRange const& range, std::uint32_t index, std::span<double> u) {
    Reals const df;
    RoundKeys const keys(stream.seed);
    CellWalk cells(range);
    WordVector const block_index = hn::Set(Words(), index / 2);
    double* out = u.data();
    double* const end = out + u.size();
    while (out < end) {
        Blocks a = counters_of(block_index, stream.id, cells.next());
        Blocks b = counters_of(block_index, stream.id, cells.next());
        philox_of(a, b, keys);
        out = store_before<2 * lanes>(out, end, [&](double* to) HWY_ATTR {
            hn::StoreU(half_of<second_half>(a), df, to);
            hn::StoreU(half_of<second_half>(b), df, to + lanes);
            return to + 2 * lanes;
        });
    }
}

void cell_uniforms(Stream stream, CellRange const& range, std::uint32_t index, std::span<double> u) {
    if (index % 2 == 0) {
        half_blocks<false>(stream, range, index, u);
    } else {
        half_blocks<true>(stream, range, index, u);
    }
}

/// The pairs of uniforms to be made, in the order in which their numbers are written. Small enough to stay in the
/// first-level cache; the margin takes what whole vectors run over.
struct PairList {
    static constexpr std::size_t capacity = 1024;
    static constexpr std::size_t margin = 4 * lanes;
    static constexpr std::size_t overrun = 2 * lanes;  // the most that one addition goes beyond the capacity
    static constexpr std::uint32_t single = 1u << 31;  // of such a pair only the first number is wanted

    std::array<std::uint64_t, capacity + margin> cell;
    std::array<std::uint32_t, capacity + margin> pair;
};

/// Lane 2j works on pair j of a vector and lane 2j + 1 on pair lanes/2 + j: so interleaving first and second numbers,
/// which goes by 128 bits, puts them in order.
HWY_INLINE constexpr std::size_t pair_of_lane(std::size_t lane) {
    return lane / 2 + (lane % 2) * (lanes / 2);
}

class LaneOrder {
public:
    HWY_INLINE LaneOrder() {
        std::array<std::uint64_t, lanes> for_lanes;
        std::array<std::uint32_t, 2 * lanes> for_halves;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            for_lanes[lane] = pair_of_lane(lane);
            for_halves[2 * lane] = for_halves[2 * lane + 1] = static_cast<std::uint32_t>(pair_of_lane(lane));
        }
        of_lanes_ = hn::SetTableIndices(Lanes(), for_lanes.data());
        of_halves_ = hn::SetTableIndices(Words(), for_halves.data());
    }
    HWY_INLINE LaneVector load(std::uint64_t const* cell) const {
        return hn::TableLookupLanes(hn::LoadU(Lanes(), cell), of_lanes_);
    }
    /// Both halves of a lane are the pair of that lane.
    HWY_INLINE WordVector load(std::uint32_t const* pair) const {
        return hn::TableLookupLanes(hn::LoadU(Words(), pair), of_halves_);
    }

private:
    decltype(hn::SetTableIndices(Lanes(), static_cast<std::uint64_t const*>(nullptr))) of_lanes_;
    decltype(hn::SetTableIndices(Words(), static_cast<std::uint32_t const*>(nullptr))) of_halves_;
};

/// The numbers of `lanes` pairs, without the second ones of singles.
HWY_INLINE double* store_pairs(Blocks const& block, WordVector pair_of_each, std::uint32_t const* pair, double* to) {
    Reals const df;
    RealVector const first = units_of(block.word_0, block.word_1);
    RealVector const second = units_of(block.word_2, block.word_3);
    RealVector const front = hn::InterleaveLower(df, first, second);
    RealVector const back = hn::InterleaveUpper(df, first, second);
#if HWY_TARGET == HWY_AVX3
    static_cast<void>(pair);
    // hn::Compress of Highway 1.0 works by a table; the processor has an instruction.
    auto const singles = static_cast<unsigned>(
        _mm512_test_epi64_mask(pair_of_each.raw, hn::Set(Lanes(), std::uint64_t{PairList::single}).raw));
    unsigned const keep_front = 0xFF & ~((singles & 0x55) << 1);
    unsigned const keep_back = 0xFF & ~(singles & 0xAA);
    _mm512_storeu_pd(to, _mm512_maskz_compress_pd(static_cast<__mmask8>(keep_front), front.raw));
    to += hwy::PopCount(keep_front);
    _mm512_storeu_pd(to, _mm512_maskz_compress_pd(static_cast<__mmask8>(keep_back), back.raw));
    return to + hwy::PopCount(keep_back);
#else
    Words const d;
    if (hn::AllFalse(d, hn::Gt(pair_of_each, hn::Set(d, PairList::single - 1)))) {
        hn::StoreU(front, df, to);
        hn::StoreU(back, df, to + lanes);
        return to + 2 * lanes;
    }
    std::array<double, 2 * lanes> both;
    hn::StoreU(front, df, both.data());
    hn::StoreU(back, df, both.data() + lanes);
    for (std::size_t j = 0; j < lanes; ++j) {
        std::copy_n(both.data() + 2 * j, 2, to);
        to += (pair[j] & PairList::single) ? 1 : 2;  // what comes next overwrites a single's second number
    }
    return to;
#endif
}

/// Writes the numbers of the first `size` pairs from `out`, not past `end`.
double* write_pairs(PairList const& list, std::size_t size, std::uint32_t stream, RoundKeys const& keys, double* out,
                    double const* end) {
    LaneOrder const order;
    WordVector const index_bits = hn::Set(Words(), PairList::single - 1);
    for (std::size_t i = 0; i < size; i += 2 * lanes) {
        std::size_t const next = i + lanes;
        WordVector const pair_a = order.load(list.pair.data() + i);
        WordVector const pair_b = order.load(list.pair.data() + next);
        Blocks a = counters_of(hn::And(pair_a, index_bits), stream, order.load(list.cell.data() + i));
        Blocks b = counters_of(hn::And(pair_b, index_bits), stream, order.load(list.cell.data() + next));
        philox_of(a, b, keys);
        out = store_before<4 * lanes>(out, end, [&](double* to) HWY_ATTR {
            to = store_pairs(a, pair_a, list.pair.data() + i, to);
            return store_pairs(b, pair_b, list.pair.data() + next, to);
        });
    }
    return out;
}

/// Drops what has been written and moves the rest to the front.
HWY_INLINE std::size_t keep_rest(PairList& list, std::size_t size) {
    std::copy_n(list.cell.begin() + PairList::capacity, PairList::overrun, list.cell.begin());
    std::copy_n(list.pair.begin() + PairList::capacity, PairList::overrun, list.pair.begin());
    return size - PairList::capacity;
}

/// Lists the pairs of cells one after another, and writes them whenever the list is full.
class PairWriter {
public:
    HWY_INLINE PairWriter(Stream stream, std::span<double> u)
        : stream_(stream.id), keys_(stream.seed), out_(u.data()), end_(u.data() + u.size()) {}

    /// One vector is written whatever the count: most cells of most laws need no more, and a branch would cost more.
    HWY_INLINE void add(std::uint64_t cell, std::uint32_t count) {
        hn::CappedTag<std::uint64_t, 4> const d;  // wider stores that overlap cost more than they save
        hn::Rebind<std::uint32_t, decltype(d)> const dp;
        std::uint32_t const pairs = count / 2 + count % 2;
        std::uint32_t first = 0;
        for (;;) {
            hn::StoreU(hn::Set(d, cell), d, list_.cell.data() + size_);
            hn::StoreU(hn::Iota(dp, first), dp, list_.pair.data() + size_);
            std::uint32_t const taken = std::min<std::uint32_t>(pairs - first, hn::MaxLanes(d));
            first += taken;
            size_ += taken;
            if (first == pairs) break;
            write_full_list();
        }
        std::uint32_t const last = pairs - (count != 0);
        list_.pair[size_ - (count != 0)] = last | ((count % 2) * PairList::single);
        write_full_list();
    }

#if HWY_TARGET == HWY_AVX3
    /// Cells of up to two pairs: each cell stands twice, and what it does not need is left out.
    HWY_INLINE void add_two_pairs(LaneVector cells, __m256i count) {
        __m512i const twice = _mm512_set_epi32(7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0);
        __m512i const index = _mm512_set_epi32(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
        __m512i const counts = _mm512_permutexvar_epi32(twice, _mm512_castsi256_si512(count));
        __m512i const before = _mm512_slli_epi32(index, 1);  // numbers in the pairs before
        __mmask16 const wanted = _mm512_cmpgt_epu32_mask(counts, before);
        __m512i const rest = _mm512_sub_epi32(counts, before);
        __mmask16 const single = _mm512_cmpeq_epi32_mask(rest, _mm512_set1_epi32(1));
        __m512i const pair = _mm512_mask_or_epi32(index, single, index, hn::Set(Words(), PairList::single).raw);
        _mm512_storeu_si512(list_.pair.data() + size_, _mm512_maskz_compress_epi32(wanted, pair));
        auto const store_half = [&](__m512i lanes_of, unsigned mask) HWY_ATTR {
            __m512i const half = _mm512_permutexvar_epi64(lanes_of, cells.raw);
            _mm512_storeu_si512(list_.cell.data() + size_,
                                _mm512_maskz_compress_epi64(static_cast<__mmask8>(mask), half));
            size_ += hwy::PopCount(mask);
        };
        store_half(_mm512_set_epi64(3, 3, 2, 2, 1, 1, 0, 0), wanted & 0xFFU);
        store_half(_mm512_set_epi64(7, 7, 6, 6, 5, 5, 4, 4), static_cast<unsigned>(wanted) >> 8U);
        write_full_list();
    }

    /// A vector of cells, if none has more than two pairs: false otherwise, and nothing is done.
    HWY_INLINE bool add_sparse(LaneVector cells, std::uint32_t const* counts) {
        __m256i const count = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(counts));
        if (_mm256_cmpgt_epu32_mask(count, _mm256_set1_epi32(2)) != 0) {
            if (_mm256_cmpgt_epu32_mask(count, _mm256_set1_epi32(4)) != 0) return false;
            add_two_pairs(cells, count);
            return true;
        }
        __mmask8 const some = _mm256_test_epi32_mask(count, count);
        __m256i const pair = _mm256_slli_epi32(count, 31);  // the top bit of a single, 0 of two
        _mm512_storeu_si512(list_.cell.data() + size_, _mm512_maskz_compress_epi64(some, cells.raw));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(list_.pair.data() + size_),
                            _mm256_maskz_compress_epi32(some, pair));
        size_ += hwy::PopCount(static_cast<unsigned>(some));
        write_full_list();
        return true;
    }
#endif

    HWY_INLINE void finish() {
        std::fill_n(list_.cell.begin() + size_, PairList::margin, 0);
        std::fill_n(list_.pair.begin() + size_, PairList::margin, 0);
        write_pairs(list_, size_, stream_, keys_, out_, end_);
    }

private:
    HWY_INLINE void write_full_list() {
        if (size_ < PairList::capacity) return;
        out_ = write_pairs(list_, PairList::capacity, stream_, keys_, out_, end_);
        size_ = keep_rest(list_, size_);
    }

    PairList list_;
    std::size_t size_ = 0;
    std::uint32_t stream_;
    RoundKeys keys_;
    double* out_;
    double const* end_;
};

void event_uniforms(Stream stream, CellRange const& range, std::span<std::uint32_t const> counts, std::span<double> u) {
    PairWriter writer(stream, u);
    std::uint32_t const* count = counts.data();
    Cell cell{range.first_trial, 0};
    std::size_t left = counts.size();
    auto const add_cells = [&](std::size_t n) HWY_ATTR {
        for (std::size_t i = 0; i < n; ++i) {
            writer.add(cell_word(cell), *count++);
            if (++cell.year < range.years) continue;
            cell.year = 0;
            ++cell.trial;
        }
    };
#if HWY_TARGET == HWY_AVX3
    CellWalk cells(range);
    for (; left >= lanes; left -= lanes) {
        if (!writer.add_sparse(cells.next(), count)) {
            add_cells(lanes);
            continue;
        }
        count += lanes;
        cell.trial += lanes / range.years;
        cell.year += lanes % range.years;
        if (cell.year < range.years) continue;
        cell.year -= range.years;
        ++cell.trial;
    }
#endif
    add_cells(left);
    writer.finish();
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace riskpool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace riskpool {

HWY_EXPORT(cell_uniforms);
HWY_EXPORT(event_uniforms);

void fill_cell_uniforms(Stream stream, CellRange const& range, std::uint32_t index, std::span<double> u) {
    assert(u.size() == range.size());
    if (u.empty()) return;
    HWY_DYNAMIC_DISPATCH(cell_uniforms)(stream, range, index, u);
}

void fill_event_uniforms(Stream stream, CellRange const& range, std::span<std::uint32_t const> counts,
                         std::span<double> u) {
    assert(counts.size() == range.size());
    assert(u.size() == std::accumulate(counts.begin(), counts.end(), std::size_t{0}));
    if (u.empty()) return;
    HWY_DYNAMIC_DISPATCH(event_uniforms)(stream, range, counts, u);
}

}  // namespace riskpool
#endif
