// hnswlib, a contender of run.sh:
//
//   hnsw build SET FOLDER THREADS    links SET/base.npy, writes the index into FOLDER
//   hnsw search SET FOLDER SECONDS   measures searches of it
//
// Prints one line of JSON each. Searches are measured as in contender.py.
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace {

constexpr int M = 16, EF_CONSTRUCTION = 100, K = 10, THREADS = 2;
constexpr double RECALLS[] = {0.95, 0.99};

using Clock = std::chrono::steady_clock;
using Index = hnswlib::HierarchicalNSW<float>;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// Of this thread.
double processor_micros() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e6 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_nsec);
}

template <typename T> struct Matrix {
    size_t rows = 0, columns = 0;
    std::vector<T> values;

    // A .npy file of two dimensions, in C order, as numpy.save writes it.
    explicit Matrix(const std::string &path) {
        std::ifstream file(path, std::ios::binary);
        char magic[10];
        if (!file.read(magic, 10)) throw std::runtime_error(path + ": cannot be read");
        std::string header(static_cast<unsigned char>(magic[8]) + 256 * static_cast<unsigned char>(magic[9]), ' ');
        file.read(header.data(), static_cast<std::streamsize>(header.size()));
        if (std::sscanf(header.c_str() + header.find("'shape'"), "'shape': (%zu, %zu)", &rows, &columns) != 2)
            throw std::runtime_error(path + ": expected two dimensions");
        values.resize(rows * columns);
        file.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
        if (!file) throw std::runtime_error(path + ": ends too early");
    }

    const T *row(size_t i) const { return values.data() + i * columns; }
};

long peak_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void build(const std::string &set, const std::string &folder, int threads) {
    Matrix<float> base(set + "/base.npy");
    auto begin = Clock::now();
    hnswlib::InnerProductSpace space(base.columns);
    Index index(&space, base.rows, M, EF_CONSTRUCTION);
    std::atomic<size_t> next{0};
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; i++)
        workers.emplace_back([&] {
            for (size_t row = next++; row < base.rows; row = next++) index.addPoint(base.row(row), row);
        });
    for (auto &worker : workers) worker.join();
    index.saveIndex(folder + "/index");
    double seconds = seconds_since(begin);
    struct stat file {};
    stat((folder + "/index").c_str(), &file);
    std::printf("{\"contender\": \"hnswlib\", \"threads\": %d, \"seconds\": %.3f, \"bytes\": %lld, \"peakKib\": %ld}\n", threads,
                seconds, static_cast<long long>(file.st_size), peak_kib());
}

double recall(Index &index, const Matrix<float> &queries, const Matrix<int32_t> &truth, size_t candidates) {
    index.setEf(candidates);
    size_t found = 0;
    for (size_t i = 0; i < queries.rows; i++)
        for (auto near = index.searchKnn(queries.row(i), K); !near.empty(); near.pop())
            found += std::count(truth.row(i), truth.row(i) + K, static_cast<int32_t>(near.top().second));
    return static_cast<double>(found) / static_cast<double>(queries.rows * K);
}

void search(const std::string &set, const std::string &folder, double limit) {
    Matrix<float> queries(set + "/queries.npy");
    Matrix<int32_t> truth(set + "/truth.npy");
    hnswlib::InnerProductSpace space(queries.columns);
    Index index(&space, folder + "/index");
    for (double least : RECALLS) {
        size_t below = K - 1, enough = K;
        while (recall(index, queries, truth, enough) < least && enough < 5000) below = enough, enough *= 2;
        while (enough - below > 1) {
            size_t middle = (below + enough) / 2;
            (recall(index, queries, truth, middle) < least ? below : enough) = middle;
        }
        double reached = recall(index, queries, truth, enough);
        std::vector<double> micros;
        double total = 0, processor = 0;
        for (int warm = 1; warm >= 0; warm--) {
            micros.clear();
            auto begin = Clock::now();
            processor = -processor_micros();
            for (size_t i = 0; (total = seconds_since(begin)) < limit; i++) {
                auto start = Clock::now();
                index.searchKnn(queries.row(i % queries.rows), K);
                micros.push_back(1e6 * seconds_since(start));
            }
            processor += processor_micros();
        }
        std::sort(micros.begin(), micros.end());
        std::atomic<size_t> answered{0};
        std::vector<std::thread> workers;
        auto begin = Clock::now();
        for (int i = 0; i < THREADS; i++)
            workers.emplace_back([&, i] {
                size_t count = 0;
                for (; seconds_since(begin) < limit; count++)
                    index.searchKnn(queries.row((count * THREADS + static_cast<size_t>(i)) % queries.rows), K);
                answered += count;
            });
        for (auto &worker : workers) worker.join();
        std::printf("{\"contender\": \"hnswlib\", \"least\": %.2f, \"candidates\": %zu, \"recall\": %.4f, \"p50\": %.2f, "
                    "\"p99\": %.2f, \"processor\": %.2f, \"perSecond\": %.1f, \"perSecond2\": %.1f, \"peakKib\": %ld}\n",
                    least, enough, reached, micros[micros.size() / 2], micros[micros.size() * 99 / 100],
                    processor / static_cast<double>(micros.size()),
                    static_cast<double>(micros.size()) / total, static_cast<double>(answered) / seconds_since(begin), peak_kib());
    }
}

} // namespace

int main(int count, char **arguments) {
    if (count != 5) return 2;
    try {
        if (std::string(arguments[1]) == "build")
            build(arguments[2], arguments[3], std::stoi(arguments[4]));
        else
            search(arguments[2], arguments[3], std::stod(arguments[4]));
    } catch (const std::exception &error) {
        std::cerr << "hnsw: " << error.what() << '\n';
        return 1;
    }
}
