// Parts that take long to make, such as tables of quantiles, kept by what they are made of: who makes many plans of
// nearly the same scenario makes each of them once.
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace riskpool {

class MadeParts {
public:
    /// The part that `make()` gives, which may depend on `from` alone. A copy of the one kept, if there is one of an
    /// equal `from`; else it is made, and kept while this is open.
    template <std::equality_comparable From, class Make>
    [[nodiscard]] auto find_or_make(From const& from, Make const& make) {
        using Part = std::decay_t<decltype(make())>;
        using Kept = Shelf<From, Part>;
        const auto place = shelves_.find(typeid(Kept));
        if (place != shelves_.end()) {
            for (auto const& [key, part] : static_cast<Kept const&>(*place->second).parts) {
                if (key == from) return part;
            }
        }
        Part part = make();
        if (open_) {
            auto& shelf = place != shelves_.end() ? place->second : shelves_[typeid(Kept)];
            if (!shelf) shelf = std::make_unique<Kept>();
            static_cast<Kept&>(*shelf).parts.emplace_back(from, part);
        }
        return part;
    }
    /// From now on nothing more is kept, and several threads may ask at once.
    void close() { open_ = false; }

private:
    struct AnyShelf {
        virtual ~AnyShelf() = default;
    };
    template <class From, class Part>
    struct Shelf final : AnyShelf {
        std::vector<std::pair<From, Part>> parts;
    };
    std::unordered_map<std::type_index, std::unique_ptr<AnyShelf>> shelves_;
    bool open_ = true;
};

}  // namespace riskpool
