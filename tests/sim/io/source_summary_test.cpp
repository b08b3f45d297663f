#include "sim/io/source_summary.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

MetricRow row_of(std::string metric, std::string party, std::string quantity, double value) {
    MetricRow row;
    row.metric = std::move(metric);
    row.party = std::move(party);
    row.quantity = std::move(quantity);
    row.value = value;
    return row;
}

TEST(SourceSummary, TellsWhatMeasuresCostAndWhatIsReportedLater) {
    ResultTables tables;
    tables.metrics = {row_of("aal", "Guards", "cost_to_insureds", 3), row_of("aal", "Sirens", "cost_to_state", 5),
                      row_of("aal", "quality", "unreported_loss", 7), row_of("mean", "quality", "unreported_at_end", 9),
                      row_of("aal", "P", "net_loss", 11)};
    const std::string text = source_summary(tables, {});
    for (auto const* words : {"Guards", "insureds", "Sirens", "state", "quality", "7", "9"}) {
        EXPECT_NE(text.find(words), std::string::npos) << words << text;
    }
    EXPECT_EQ(text.find("11"), std::string::npos) << text;
    EXPECT_EQ(source_summary({}, {}), "");
}

}  // namespace
}  // namespace riskpool
