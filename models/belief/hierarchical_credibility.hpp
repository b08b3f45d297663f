// Credibility over two levels: insureds within segments within all (Jewell's model; Buhlmann and Gisler, A Course in
// Credibility Theory and its Applications, ch. 6). The recursion of Buhlmann and Straub goes up the tree, and means
// come back down it: what a segment has too little of, it takes from all, and an insured from its segment.
#pragma once

#include <vector>

#include "models/belief/buhlmann_straub.hpp"

namespace riskpool {

/// What is found of one segment.
struct SegmentCredibility {
    std::vector<double> individual_mean;  // by insured
    std::vector<double> credibility;      // Z of each insured within the segment
    std::vector<double> premium;          // by insured
    double mean = 0;                      // of its insureds, weighed by their credibility
    double segment_credibility = 0;       // Z of the segment within all
    double segment_premium = 0;
};

struct HierarchicalCredibility {
    std::vector<SegmentCredibility> segments;
    double collective = 0;
    double within_variance = 0;            // of an observation of weight 1 around its insured's mean
    double between_insureds_variance = 0;  // of insureds' means around that of their segment
    double between_segments_variance = 0;  // of segments' means around that of all
};

/// segments[i][j] is insured j of segment i. At least two segments, one of them with two insureds or more, and some
/// insured with two observations. Variances between insureds and between segments are the fixed point of the
/// pseudo-estimators of De Vylder, in which credibilities weigh the squares, from the unbiased estimates on (Goulet,
/// Principles and application of credibility theory, Journal of Actuarial Practice 6, 1998; `method = "iterative"` of
/// the R package actuar). They are 0 where the unbiased estimate is negative: insureds of a segment then share its
/// mean, or all segments the mean of all.
[[nodiscard]] HierarchicalCredibility hierarchical_credibility(
    std::vector<std::vector<SegmentExperience>> const& segments);

}  // namespace riskpool
