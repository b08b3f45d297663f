// Datasets, and the dimension scales that name their axes.
#include <hdf5.h>

#include <cstring>
#include <utility>

#include "sim/io/hdf5.hpp"
#include "sim/io/hdf5_call.hpp"
#include "sim/io/result_error.hpp"
#include "sim/io/utf8.hpp"

namespace riskpool::hdf5 {

namespace {

Type kind_of(Id type) {
    const std::size_t size = H5Tget_size(type);
    switch (H5Tget_class(type)) {
        case H5T_STRING: return Type::text;
        case H5T_FLOAT: return size == 4 ? Type::float32 : Type::float64;
        case H5T_INTEGER: return Type::int64;
        default: return Type::other;
    }
}

/// A vector of one object reference for each element, as DIMENSION_LIST holds it.
Handle reference_list_type(std::string const& file, std::string const& action) {
    return Handle(checked(file, action, [] { return H5Tvlen_create(H5T_STD_REF_OBJ); }));
}

/// Text of fixed length ending with NUL, as the dimension scale specification wants CLASS and NAME.
void write_fixed_text(std::string const& file, Id object, const char* name, std::string const& text,
                      std::string const& action) {
    const Handle type(checked(file, action, [] { return H5Tcopy(H5T_C_S1); }));
    checked(file, action, [&] { return H5Tset_size(type.get(), text.size() + 1); });
    if (text != "DIMENSION_SCALE") {
        checked(file, action, [&] { return H5Tset_cset(type.get(), H5T_CSET_UTF8); });
    }
    const Handle scalar(checked(file, action, [] { return H5Screate(H5S_SCALAR); }));
    const Handle attribute(checked(
        file, action, [&] { return H5Acreate2(object, name, type.get(), scalar.get(), H5P_DEFAULT, H5P_DEFAULT); }));
    checked(file, action, [&] { return H5Awrite(attribute.get(), type.get(), text.c_str()); });
}

}  // namespace

Dataset::Dataset(std::string file, std::string name, Handle handle)
    : Object(std::move(file), "the dataset " + name, std::move(handle)), name_(std::move(name)) {
    const std::string action = "read the shape of the dataset " + name_;
    const Handle space(checked(this->file(), action, [&] { return H5Dget_space(id()); }));
    const int rank = checked(this->file(), action, [&] { return H5Sget_simple_extent_ndims(space.get()); });
    std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
    checked(this->file(), action, [&] { return H5Sget_simple_extent_dims(space.get(), lengths.data(), nullptr); });
    shape_.assign(lengths.begin(), lengths.end());
    const Handle type(checked(this->file(), action, [&] { return H5Dget_type(id()); }));
    type_ = kind_of(type.get());
}

void Dataset::write(TableValues const& values) {
    const std::string action = "write " + label();
    const auto put = [&](Id memory_type, void const* data) {
        checked(file(), action, [&] { return H5Dwrite(id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data); });
    };
    const QuietErrors quiet;
    if (auto const* numbers = std::get_if<std::vector<double>>(&values)) return put(H5T_NATIVE_DOUBLE, numbers->data());
    if (auto const* integers = std::get_if<std::vector<std::int64_t>>(&values)) {
        return put(H5T_NATIVE_INT64, integers->data());
    }
    std::vector<const char*> pointers;
    for (auto const& text : std::get<std::vector<std::string>>(values)) {
        if (!is_plain_utf8(text)) throw ResultError(file(), "cannot " + action + ": a text in it is not UTF-8", "");
        pointers.push_back(text.c_str());
    }
    const Handle type = text_type(file());
    put(type.get(), pointers.data());
}

void Dataset::write_chunk(std::uint64_t row, std::span<std::byte const> bytes) {
    std::vector<hsize_t> offset(shape_.size(), 0);
    offset[0] = row;
    checked(file(), "write " + label(),
            [&] { return H5Dwrite_chunk(id(), H5P_DEFAULT, 0, offset.data(), bytes.size(), bytes.data()); });
}

void Dataset::resize(std::uint64_t rows) {
    std::vector<hsize_t> lengths(shape_.begin(), shape_.end());
    lengths[0] = rows;
    checked(file(), "resize " + label(), [&] { return H5Dset_extent(id(), lengths.data()); });
    shape_[0] = rows;
}

Handle Dataset::select_rows(std::uint64_t first, std::uint64_t n) const {
    const std::string action = "read " + label();
    if (shape_.empty() || first > shape_[0] || n > shape_[0] - first) {
        throw ResultError(
            file(),
            "cannot " + action + ": it has no rows " + std::to_string(first) + " to " + std::to_string(first + n), "");
    }
    Handle space(checked(file(), action, [&] { return H5Dget_space(id()); }));
    std::vector<hsize_t> begin(shape_.size(), 0);
    std::vector<hsize_t> count(shape_.begin(), shape_.end());
    begin[0] = first;
    count[0] = n;
    checked(file(), action, [&] {
        return H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, begin.data(), nullptr, count.data(), nullptr);
    });
    return space;
}

template <class Value>
std::vector<Value> Dataset::read_rows(std::uint64_t first, std::uint64_t n, Id memory_type) const {
    const std::string action = "read " + label();
    const Handle rows = select_rows(first, n);
    std::uint64_t size = n;
    for (std::size_t k = 1; k < shape_.size(); ++k) size *= shape_[k];
    std::vector<Value> values(size);
    if (values.empty()) return values;
    const hsize_t length = size;
    const Handle flat(checked(file(), action, [&] { return H5Screate_simple(1, &length, nullptr); }));
    checked(file(), action,
            [&] { return H5Dread(id(), memory_type, flat.get(), rows.get(), H5P_DEFAULT, values.data()); });
    return values;
}

std::vector<double> Dataset::read_doubles(std::uint64_t first, std::uint64_t n) const {
    if (type_ != Type::float32 && type_ != Type::float64 && type_ != Type::int64) {
        throw ResultError(file(), label() + " holds no numbers", "");
    }
    const QuietErrors quiet;
    return read_rows<double>(first, n, H5T_NATIVE_DOUBLE);
}

std::vector<std::int64_t> Dataset::read_integers(std::uint64_t first, std::uint64_t n) const {
    if (type_ != Type::int64) throw ResultError(file(), label() + " holds no whole numbers", "");
    const QuietErrors quiet;
    return read_rows<std::int64_t>(first, n, H5T_NATIVE_INT64);
}

std::vector<std::string> Dataset::read_texts(std::uint64_t first, std::uint64_t n) const {
    const std::string action = "read " + label();
    const Handle type(checked(file(), action, [&] { return H5Dget_type(id()); }));
    if (type_ != Type::text || H5Tis_variable_str(type.get()) <= 0) {
        throw ResultError(file(), label() + " holds no text of variable length", "");
    }
    const Handle memory_type(checked(file(), action, [&] { return H5Tget_native_type(type.get(), H5T_DIR_DEFAULT); }));
    const auto pointers = read_rows<char*>(first, n, memory_type.get());
    std::vector<std::string> texts;
    texts.reserve(pointers.size());
    for (char* pointer : pointers) {
        texts.emplace_back(pointer == nullptr ? "" : pointer);
        H5free_memory(pointer);
    }
    return texts;
}

void Dataset::mark_as_scale() {
    const std::string action = "make a scale of " + label();
    write_fixed_text(file(), id(), "CLASS", "DIMENSION_SCALE", action);
    write_fixed_text(file(), id(), "NAME", name_, action);
}

void Dataset::write_dimensions(std::span<Dataset const* const> scales) {
    const std::string action = "name the dimensions of " + label();
    std::vector<hobj_ref_t> references;
    for (Dataset const* scale : scales) references.push_back(scale->address());
    std::vector<hvl_t> lists;
    lists.reserve(references.size());
    for (auto& reference : references) lists.push_back({1, &reference});
    const hsize_t rank = lists.size();
    const Handle type = reference_list_type(file(), action);
    const Handle space(checked(file(), action, [&] { return H5Screate_simple(1, &rank, nullptr); }));
    const Handle attribute(checked(file(), action, [&] {
        return H5Acreate2(id(), "DIMENSION_LIST", type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT);
    }));
    checked(file(), action, [&] { return H5Awrite(attribute.get(), type.get(), lists.data()); });
}

void Dataset::write_uses(std::span<ScaleUse const> uses) {
    if (uses.empty()) return;
    const std::string action = "list the users of " + label();
    // The layout of H5DS's own ds_list_t: a reference, an int, and padding (zero, so that equal runs give equal bytes).
    constexpr std::size_t record = 16;
    constexpr std::size_t dimension_offset = 8;
    std::vector<std::byte> records(uses.size() * record);
    for (std::size_t k = 0; k < uses.size(); ++k) {
        std::memcpy(&records[k * record], &uses[k].dataset, sizeof uses[k].dataset);
        std::memcpy(&records[k * record + dimension_offset], &uses[k].dimension, sizeof uses[k].dimension);
    }
    const Handle type(checked(file(), action, [] { return H5Tcreate(H5T_COMPOUND, record); }));
    checked(file(), action, [&] { return H5Tinsert(type.get(), "dataset", 0, H5T_STD_REF_OBJ); });
    checked(file(), action, [&] { return H5Tinsert(type.get(), "dimension", dimension_offset, H5T_STD_I32LE); });
    const hsize_t length = uses.size();
    const Handle space(checked(file(), action, [&] { return H5Screate_simple(1, &length, nullptr); }));
    const Handle attribute(checked(file(), action, [&] {
        return H5Acreate2(id(), "REFERENCE_LIST", type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT);
    }));
    checked(file(), action, [&] { return H5Awrite(attribute.get(), type.get(), records.data()); });
}

bool Dataset::is_scale() const {
    return read_text("CLASS") == "DIMENSION_SCALE";
}

std::vector<std::uint64_t> Dataset::read_dimensions() const {
    const std::string action = "read the dimensions of " + label();
    std::vector<std::uint64_t> addresses(shape_.size(), 0);
    const QuietErrors quiet;
    if (H5Aexists(id(), "DIMENSION_LIST") <= 0) return addresses;
    const Handle attribute(checked(file(), action, [&] { return H5Aopen(id(), "DIMENSION_LIST", H5P_DEFAULT); }));
    const Handle space(checked(file(), action, [&] { return H5Aget_space(attribute.get()); }));
    if (H5Sget_simple_extent_npoints(space.get()) != static_cast<hssize_t>(shape_.size())) return addresses;
    const Handle type = reference_list_type(file(), action);
    std::vector<hvl_t> lists(shape_.size());
    checked(file(), action, [&] { return H5Aread(attribute.get(), type.get(), lists.data()); });
    for (std::size_t k = 0; k < lists.size(); ++k) {
        if (lists[k].len > 0) std::memcpy(&addresses[k], lists[k].p, sizeof addresses[k]);
    }
    checked(file(), action, [&] { return H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, lists.data()); });
    return addresses;
}

}  // namespace riskpool::hdf5
