// Which program this is.
#pragma once

namespace riskpool {

[[nodiscard]] char const* program_version();
/// Short hash of the commit that it was built from, with a + if files had been changed; "unknown" outside git.
[[nodiscard]] char const* program_commit();

}  // namespace riskpool
