// The part of HDF5's C API that result files need: each call wrapped once, handles that close themselves, and a failed
// status turned into a ResultError that says what the file system said. HDF5 prints nothing.
//
// HDF5 itself is seen by the .cpp files only. It has one global lock: use one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/result_table.hpp"

namespace riskpool::hdf5 {

/// HDF5's hid_t.
using Id = std::int64_t;

/// Owns an HDF5 identifier of any kind and gives it back.
class Handle {
public:
    Handle() = default;
    explicit Handle(Id id) : id_(id) {}
    ~Handle() { reset(); }
    Handle(Handle&& other) noexcept;
    Handle& operator=(Handle&& other) noexcept;
    [[nodiscard]] Id get() const { return id_; }
    void reset() noexcept;
    /// Gives the identifier away without closing it.
    Id release() noexcept;

private:
    Id id_ = -1;
};

/// What a dataset holds. Numbers are little-endian on disk; text is UTF-8 of variable length.
enum class Type : std::uint8_t { float32, float64, int64, text, other };

/// The root group or a dataset: what can carry attributes. Attributes are written once and never changed.
class Object {
public:
    /// Text must be valid UTF-8 without NUL (ResultError).
    void write_attribute(std::string_view name, std::string_view text);
    void write_value(std::string_view name, AttributeValue const& value);
    [[nodiscard]] std::vector<std::string> attribute_names() const;
    /// Nothing if there is no such attribute or if it holds something else than one text or number.
    [[nodiscard]] std::optional<AttributeValue> read_attribute(std::string_view name) const;
    /// The text of an attribute, or nothing.
    [[nodiscard]] std::string read_text(std::string_view name) const;

    /// Where the object begins in the file: what an HDF5 object reference holds.
    [[nodiscard]] std::uint64_t address() const;

protected:
    Object(std::string file, std::string label, Handle handle);
    [[nodiscard]] Id id() const { return handle_.get(); }
    void close_object() noexcept { handle_.reset(); }
    /// For messages: the path of the file, and "the file" or "the dataset x".
    [[nodiscard]] std::string const& file() const { return file_; }
    [[nodiscard]] std::string const& label() const { return label_; }

private:
    std::string file_;
    std::string label_;
    Handle handle_;
};

/// A dimension of a dataset, as its scale knows it: the dataset's address, and which of its dimensions it is.
struct ScaleUse {
    std::uint64_t dataset = 0;
    std::int32_t dimension = 0;
};

class Dataset : public Object {
public:
    [[nodiscard]] std::string const& name() const { return name_; }
    [[nodiscard]] std::vector<std::uint64_t> const& shape() const { return shape_; }
    [[nodiscard]] Type type() const { return type_; }

    /// The whole of a contiguous dataset.
    void write(TableValues const& values);
    /// One whole chunk, which begins at `row` (of the first dimension): as many bytes as a chunk has.
    void write_chunk(std::uint64_t row, std::span<std::byte const> bytes);
    /// Sets the length of the first dimension of a chunked dataset.
    void resize(std::uint64_t rows);

    /// Rows [first, first + n) of the first dimension, with all of the second, row by row.
    [[nodiscard]] std::vector<double> read_doubles(std::uint64_t first, std::uint64_t n) const;
    [[nodiscard]] std::vector<std::int64_t> read_integers(std::uint64_t first, std::uint64_t n) const;
    [[nodiscard]] std::vector<std::string> read_texts(std::uint64_t first, std::uint64_t n) const;

    /// Dimension scales, after the HDF5 Dimension Scale Specification (what H5DSset_scale and H5DSattach_scale of the
    /// high-level library write, with each list written once instead of once for each dataset).
    void mark_as_scale();                                           // CLASS, NAME
    void write_dimensions(std::span<Dataset const* const> scales);  // DIMENSION_LIST: one scale for each dimension
    void write_uses(std::span<ScaleUse const> uses);                // REFERENCE_LIST: who uses this scale
    [[nodiscard]] bool is_scale() const;
    /// For each dimension the address of its first scale, 0 if it has none.
    [[nodiscard]] std::vector<std::uint64_t> read_dimensions() const;

private:
    friend class File;
    Dataset(std::string file, std::string name, Handle handle);
    [[nodiscard]] Handle select_rows(std::uint64_t first, std::uint64_t n) const;
    template <class Value>
    [[nodiscard]] std::vector<Value> read_rows(std::uint64_t first, std::uint64_t n, Id memory_type) const;

    std::string name_;
    std::vector<std::uint64_t> shape_;
    Type type_ = Type::other;
};

struct WriteTarget;

/// An open file; as an Object it is the root group.
class File : public Object {
public:
    /// Empties the file behind `descriptor` (open for reading and writing; it stays the caller's) and makes an HDF5
    /// file of it. `path` is for messages.
    [[nodiscard]] static File create(std::filesystem::path const& path, int descriptor);
    /// Opens for reading. Throws ResultError saying whether the file is missing, not HDF5, or cut short.
    [[nodiscard]] static File open(std::filesystem::path const& path);
    /// A created file that was not closed with close() is given up: what is in it is worthless.
    ~File();
    File(File&&) noexcept;
    File& operator=(File&&) = delete;

    /// A dataset of fixed shape, stored in one piece.
    [[nodiscard]] Dataset create_dataset(std::string const& name, Type type, std::span<std::uint64_t const> shape);
    /// A dataset whose first dimension can be resized, stored in chunks of `chunk_rows` rows.
    [[nodiscard]] Dataset create_chunked(std::string const& name, Type type, std::span<std::uint64_t const> shape,
                                         std::uint64_t chunk_rows);
    [[nodiscard]] Dataset open_dataset(std::string const& name) const;
    /// The names of the datasets in the root group, in the order of their creation if the file keeps it.
    [[nodiscard]] std::vector<std::string> dataset_names() const;

    /// Writes everything to the operating system and closes. All datasets must be gone. Throws ResultError.
    void close();

    /// Throws ResultError if anything written since the creation did not reach the file. To be asked after each group
    /// of writes: HDF5 itself must not hear of failed writes (hdf5_driver.hpp), so its calls succeed all the same.
    void require_written() const;
    /// From now on nothing is written any more.
    void give_up() noexcept;

private:
    File(std::string path, std::unique_ptr<WriteTarget> target, Handle driver, Handle file, Handle root);
    std::unique_ptr<WriteTarget> target_;  // of a created file
    Handle driver_;
    Handle file_id_;  // last, to be closed first
};

}  // namespace riskpool::hdf5
