#include "sim/scenario/treaty_reading.hpp"

#include <utility>
#include <variant>

#include "sim/treaty/treaty.hpp"

namespace riskpool {

void Reading<AnyTreaty>::read(Reader& reader, Node const& node, std::string const& path, AnyTreaty& value) {
    TreatyKinds kinds;
    reader.read_family(node, path, kinds);
    std::visit([&](auto& kind) { value = AnyTreaty(std::move(kind)); }, kinds);
}

}  // namespace riskpool
