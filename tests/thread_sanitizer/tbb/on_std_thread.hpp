// The part of oneTBB's interface that riskpool uses, on std::thread. The thread sanitizer must see every hand-over
// between threads; Debian's oneTBB is not instrumented, so that each of its hand-overs would look like a race, and
// silencing these would silence our own. The tsan preset puts this folder before the system's headers: the code under
// test is compiled unchanged, and a race in it is a race here. Four threads unless told otherwise, on any machine, so
// that there is something to interleave.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace tbb {

class split {};

namespace on_std_thread {

inline std::atomic<std::size_t>& thread_limit() {
    static std::atomic<std::size_t> limit{4};
    return limit;
}

/// Calls `work(0)` ... `work(count - 1)`, each on a thread of its own, and throws what the first to fail threw.
inline void on_threads(std::size_t count, std::function<void(std::size_t)> const& work) {
    std::mutex guard;
    std::exception_ptr error;
    auto const careful = [&](std::size_t index) {
        try {
            work(index);
        } catch (...) {
            std::lock_guard const lock(guard);
            if (!error) error = std::current_exception();
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < count; ++i) threads.emplace_back(careful, i);
    careful(0);
    for (auto& thread : threads) thread.join();
    if (error) std::rethrow_exception(error);
}

}  // namespace on_std_thread

class global_control {
public:
    enum parameter { max_allowed_parallelism, thread_stack_size };
    global_control(parameter what, std::size_t value) : what_(what), before_(on_std_thread::thread_limit()) {
        if (what == max_allowed_parallelism) on_std_thread::thread_limit() = value;
    }
    ~global_control() {
        if (what_ == max_allowed_parallelism) on_std_thread::thread_limit() = before_;
    }
    global_control(global_control const&) = delete;
    global_control& operator=(global_control const&) = delete;
    static std::size_t active_value(parameter) { return on_std_thread::thread_limit(); }

private:
    parameter what_;
    std::size_t before_;
};

namespace info {
inline int default_concurrency() {
    return static_cast<int>(on_std_thread::thread_limit());
}
}  // namespace info

class task_group_context {
public:
    bool cancel_group_execution() { return !cancelled_.exchange(true); }
    [[nodiscard]] bool is_group_execution_cancelled() const { return cancelled_; }

private:
    std::atomic<bool> cancelled_{false};
};

class task_arena {
public:
    static constexpr int automatic = -1;
    explicit task_arena(int threads = automatic, unsigned = 1) : threads_(threads) {}
    void initialize() {}
    [[nodiscard]] int max_concurrency() const {
        return threads_ == automatic ? static_cast<int>(on_std_thread::thread_limit()) : threads_;
    }
    template <class Work>
    auto execute(Work&& work) {
        global_control const limit(global_control::max_allowed_parallelism,
                                   static_cast<std::size_t>(max_concurrency()));
        return std::forward<Work>(work)();
    }

private:
    int threads_;
};

namespace this_task_arena {
inline int max_concurrency() {
    return static_cast<int>(on_std_thread::thread_limit());
}
template <class Work>
auto isolate(Work&& work) {
    return std::forward<Work>(work)();
}
}  // namespace this_task_arena

template <class Value>
class blocked_range {
public:
    using const_iterator = Value;
    using size_type = std::size_t;
    blocked_range(Value begin, Value end, size_type grain = 1) : begin_(begin), end_(end), grain_(grain) {}
    [[nodiscard]] Value begin() const { return begin_; }
    [[nodiscard]] Value end() const { return end_; }
    [[nodiscard]] size_type size() const { return static_cast<size_type>(end_ - begin_); }
    [[nodiscard]] size_type grainsize() const { return grain_; }
    [[nodiscard]] bool empty() const { return !(begin_ < end_); }

private:
    Value begin_, end_;
    size_type grain_;
};

class simple_partitioner {};
class auto_partitioner {};
class static_partitioner {};
class affinity_partitioner {};

/// Pieces of at most one grain, dealt out in turn: neighbours are on different threads, with nothing between them that
/// would put one before the other, so that a race is seen in every run.
template <class Value, class Body, class... Hints>
void parallel_for(blocked_range<Value> const& range, Body const& body, Hints&&...) {
    std::size_t const threads = on_std_thread::thread_limit();
    on_std_thread::on_threads(threads, [&](std::size_t index) {
        std::size_t const grain = range.grainsize();
        for (std::size_t from = index * grain; from < range.size(); from += threads * grain) {
            std::size_t const to = std::min(from + grain, range.size());
            using Step = decltype(range.end() - range.begin());
            body(blocked_range<Value>(static_cast<Value>(range.begin() + static_cast<Step>(from)),
                                      static_cast<Value>(range.begin() + static_cast<Step>(to)), grain));
        }
    });
}
template <class Index, class Body>
requires std::is_integral_v<Index>
void parallel_for(Index first, Index last, Body const& body) {
    if (!(first < last)) return;
    parallel_for(blocked_range<Index>(first, last), [&](blocked_range<Index> const& piece) {
        for (Index i = piece.begin(); i < piece.end(); ++i) body(i);
    });
}
template <class Iterator, class Body>
requires(!std::is_integral_v<Iterator>) void parallel_for_each(Iterator first, Iterator last, Body const& body) {
    parallel_for(std::size_t{0}, static_cast<std::size_t>(last - first),
                 [&](std::size_t i) { body(first[static_cast<std::ptrdiff_t>(i)]); });
}
template <class... Work>
void parallel_invoke(Work const&... work) {
    std::vector<std::function<void()>> const all{std::cref(work)...};
    parallel_for(std::size_t{0}, all.size(), [&](std::size_t i) { all[i](); });
}
template <class Iterator, class... Order>
void parallel_sort(Iterator first, Iterator last, Order const&... order) {
    std::sort(first, last, order...);
}

class task_group {
public:
    template <class Work>
    void run(Work&& work) {
        waiting_.emplace_back(std::forward<Work>(work));
    }
    void wait() {
        auto const work = std::exchange(waiting_, {});
        parallel_for(std::size_t{0}, work.size(), [&](std::size_t i) { work[i](); });
    }
    template <class Work>
    void run_and_wait(Work const& work) {
        run(work);
        wait();
    }

private:
    std::vector<std::function<void()>> waiting_;
};

/// One value for each thread that asks for it.
template <class Value>
class enumerable_thread_specific {
public:
    enumerable_thread_specific() : make_([] { return Value(); }) {}
    template <class Make>
    requires std::is_invocable_r_v<Value, Make>
    explicit enumerable_thread_specific(Make make) : make_(std::move(make)) {}
    explicit enumerable_thread_specific(Value const& first) : make_([first] { return first; }) {}
    Value& local() {
        std::lock_guard const lock(guard_);
        auto& place = values_[std::this_thread::get_id()];
        if (!place) place = std::make_unique<Value>(make_());
        return *place;
    }
    template <class Visit>
    void combine_each(Visit visit) {
        for (auto& [thread, value] : values_) visit(*value);
    }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    void clear() { values_.clear(); }

private:
    std::function<Value()> make_;
    std::mutex guard_;
    std::map<std::thread::id, std::unique_ptr<Value>> values_;
};

class flow_control {
public:
    void stop() { stopped_ = true; }
    [[nodiscard]] bool stopped() const { return stopped_; }

private:
    bool stopped_ = false;
};

enum class filter_mode { parallel, serial_in_order, serial_out_of_order };

namespace on_std_thread {
struct Stage {
    filter_mode mode;
    std::function<std::shared_ptr<void>(std::shared_ptr<void>, flow_control&)> work;
};
}  // namespace on_std_thread

template <class Input, class Output>
class filter {
public:
    explicit filter(std::vector<on_std_thread::Stage> stages) : stages_(std::move(stages)) {}
    template <class Body>
    filter(filter_mode mode, Body body) {
        stages_.push_back({mode, [body](std::shared_ptr<void> token, flow_control& flow) -> std::shared_ptr<void> {
                               auto const call = [&]() -> decltype(auto) {
                                   if constexpr (std::is_void_v<Input>)
                                       return body(flow);
                                   else
                                       return body(std::move(*std::static_pointer_cast<Input>(token)));
                               };
                               if constexpr (std::is_void_v<Output>) {
                                   call();
                                   return nullptr;
                               } else {
                                   return std::make_shared<Output>(call());
                               }
                           }});
    }
    template <class Next>
    filter<Input, Next> operator&(filter<Output, Next> const& next) const {
        auto both = stages_;
        both.insert(both.end(), next.stages().begin(), next.stages().end());
        return filter<Input, Next>(std::move(both));
    }
    [[nodiscard]] std::vector<on_std_thread::Stage> const& stages() const { return stages_; }

private:
    std::vector<on_std_thread::Stage> stages_;
};

template <class Input, class Output, class Body>
filter<Input, Output> make_filter(filter_mode mode, Body const& body) {
    return filter<Input, Output>(mode, body);
}

/// Tokens are dealt to threads in turn; at a serial stage (and the first is one) a token waits for the one before it.
/// After an error or a cancellation the tokens under way still pass, without work, so that nobody waits in vain.
inline void parallel_pipeline(std::size_t max_tokens, filter<void, void> const& chain, task_group_context& context) {
    auto const& stages = chain.stages();
    std::size_t const threads = std::min(max_tokens, on_std_thread::thread_limit().load());
    std::mutex guard;
    std::condition_variable turned;
    std::vector<std::size_t> turn(stages.size(), 0);
    std::atomic<bool> broken{false};
    flow_control flow;
    on_std_thread::on_threads(threads, [&](std::size_t index) {
        std::exception_ptr error;
        for (std::size_t number = index;; number += threads) {
            std::shared_ptr<void> token;
            for (std::size_t s = 0; s < stages.size(); ++s) {
                bool const serial = s == 0 || stages[s].mode != filter_mode::parallel;
                if (serial) {
                    std::unique_lock lock(guard);
                    turned.wait(lock, [&] { return turn[s] == number; });
                }
                bool const ended = broken || context.is_group_execution_cancelled() || (s == 0 && flow.stopped());
                try {
                    flow_control unused;
                    if (!ended) token = stages[s].work(token, s == 0 ? flow : unused);
                } catch (...) {
                    error = std::current_exception();
                    broken = true;
                }
                bool const last = s == 0 && (ended || flow.stopped() || error);
                if (serial) {
                    std::lock_guard const lock(guard);
                    ++turn[s];
                    turned.notify_all();
                }
                if (last && error) std::rethrow_exception(error);
                if (last) return;
            }
            if (error) std::rethrow_exception(error);
        }
    });
}
inline void parallel_pipeline(std::size_t max_tokens, filter<void, void> const& chain) {
    task_group_context context;
    parallel_pipeline(max_tokens, chain, context);
}

}  // namespace tbb
