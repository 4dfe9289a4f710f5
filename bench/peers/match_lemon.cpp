// The matching engine's peer: the same problem with LEMON's NetworkSimplex, tier by tier.
//   g++ -O3 -march=native -std=c++17 match_lemon.cpp -lpthread -o match_lemon ; match_lemon DIR [threads] [greedy]
// Reads patients.csv, capacity.csv, distances.csv and allowed.csv of DIR (26 weeks, the default weights) and prints for every
// tier and rank how many are placed, and every tier's cost. A service is a network: classes of patients (the same place, group,
// kilometres and window) reach a layer (provider, window) that they share, which reaches the cells. Ranks are a matroid, so any
// strictly falling reward for being placed gives the greatest vector; it is far above every cost. A later tier keeps of an earlier
// one the arcs that its prices leave free, and what they fill or forbid stays so: the face of every best plan.
// With greedy, the plan of whoever goes through the list once: everybody in order of need takes the cheapest slot still free.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

using Long = long long;
using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int, Long>;
static const int weeks = 26;
static const Long weights[] = {1120, 560, 280, 140};

struct Patient { int service, row, tier, rank, first, last; };
struct Arc { int from, to, lower, upper; Long cost; };

static std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

static std::vector<std::vector<std::string>> rows(const std::string& path) {
    std::vector<std::vector<std::string>> all;
    const std::string text = slurp(path);
    size_t at = text.find('\n') + 1;
    while (at < text.size() && at != 0) {
        size_t end = text.find('\n', at);
        if (end == std::string::npos) end = text.size();
        std::vector<std::string> fields;
        size_t start = at;
        for (size_t i = at; i <= end; ++i)
            if (i == end || text[i] == ',') { fields.emplace_back(text, start, i - start); start = i + 1; }
        all.push_back(std::move(fields));
        at = end + 1;
    }
    return all;
}

struct Names : std::unordered_map<std::string, int> {
    int of(const std::string& name) { return emplace(name, (int)size()).first->second; }
};

struct Outcome { std::map<std::pair<int, int>, Long> placed; std::map<int, Long> cost; };

struct Service {
    int providers;
    const std::vector<std::vector<int>>& travel; // by row: kilometres and penalty, -1 out of reach
    std::vector<int> slots;                      // by provider * weeks + week
    std::vector<const Patient*> patients;

    void solve(Outcome& out) const {
        std::vector<Arc> kept;       // arcs of earlier tiers, on their face
        std::vector<int> supply;     // by node; cells first, then the sink, then what tiers add
        const int cells = providers * weeks, sink = cells;
        supply.assign(cells + 1, 0);
        std::vector<char> open(cells, 1);
        std::map<int, std::vector<const Patient*>> tiers;
        for (auto p : patients) tiers[p->tier].push_back(p);
        for (int c = 0; c < cells; ++c) kept.push_back({c, sink, 0, slots[c], 0});
        for (auto& [tier, own] : tiers) tierOf(tier, own, kept, supply, open, sink, out);
    }

    void greedy(Outcome& out) const {
        std::vector<const Patient*> order = patients;
        std::stable_sort(order.begin(), order.end(), [](auto a, auto b) { return a->tier != b->tier ? a->tier < b->tier : a->rank < b->rank; });
        std::vector<int> left = slots;
        for (auto p : order) {
            const Long weight = weights[std::min(p->tier, 4) - 1];
            Long least = -1;
            int best = -1;
            for (int v = 0; v < providers; ++v) {
                if (travel[p->row][v] < 0) continue;
                for (int w = p->first; w <= p->last; ++w)
                    if (left[v * weeks + w] > 0) {
                        const Long cost = weight * w + travel[p->row][v];
                        if (best < 0 || cost < least) { least = cost; best = v * weeks + w; }
                        break;
                    }
            }
            out.placed[{p->tier, p->rank}] += best >= 0;
            out.cost[p->tier] += best >= 0 ? least : 0;
            if (best >= 0) --left[best];
        }
    }

    void tierOf(int tier, const std::vector<const Patient*>& own, std::vector<Arc>& arcs, std::vector<int>& supply,
                std::vector<char>& open, int sink, Outcome& out) const {
        const Long weight = weights[std::min(tier, 4) - 1], reward = 1LL << 37;
        std::map<std::vector<int>, std::map<int, int>> classes;
        int ranks = 0;
        for (auto p : own) { classes[{p->row, p->first, p->last}][p->rank]++; ranks = std::max(ranks, p->rank + 1); }
        std::unordered_map<int, int> layer;
        const size_t firstArc = arcs.size();
        std::vector<std::pair<size_t, int>> stays; // the arcs of those who stay without, with their rank
        for (auto& [key, byRank] : classes) {
            const int node = (int)supply.size(), first = key[1], last = key[2];
            supply.push_back(0);
            int all = 0;
            for (auto& [rank, count] : byRank) all += count;
            supply[node] = all;
            supply[sink] -= all;
            for (auto& [rank, count] : byRank) {
                stays.push_back({arcs.size(), rank});
                arcs.push_back({node, sink, 0, count, reward * (ranks - rank)});
            }
            for (int p = 0; p < providers; ++p) {
                if (travel[key[0]][p] < 0) continue;
                auto [place, added] = layer.emplace((p * weeks + first) * weeks + last, (int)supply.size());
                if (added) {
                    supply.push_back(0);
                    for (int w = first; w <= last; ++w)
                        if (open[p * weeks + w] && slots[p * weeks + w] > 0)
                            arcs.push_back({place->second, p * weeks + w, 0, slots[p * weeks + w], weight * w});
                }
                arcs.push_back({node, place->second, 0, all, travel[key[0]][p]});
            }
        }
        Graph graph;
        graph.reserveNode((int)supply.size());
        graph.reserveArc((int)arcs.size());
        for (size_t i = 0; i < supply.size(); ++i) graph.addNode();
        for (auto& a : arcs) graph.addArc(graph.nodeFromId(a.from), graph.nodeFromId(a.to));
        Graph::ArcMap<int> lower(graph), upper(graph);
        Graph::ArcMap<Long> cost(graph);
        Graph::NodeMap<int> balance(graph);
        for (size_t i = 0; i < arcs.size(); ++i) {
            auto arc = graph.arcFromId((int)i);
            lower[arc] = arcs[i].lower;
            upper[arc] = arcs[i].upper;
            cost[arc] = arcs[i].cost;
        }
        for (size_t i = 0; i < supply.size(); ++i) balance[graph.nodeFromId((int)i)] = supply[i];
        Simplex simplex(graph);
        simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(balance);
        if (simplex.run() != Simplex::OPTIMAL) { std::fprintf(stderr, "no plan\n"); std::exit(1); }
        Long total = 0;
        for (size_t i = firstArc; i < arcs.size(); ++i) total += arcs[i].cost * simplex.flow(graph.arcFromId((int)i));
        for (auto& [key, byRank] : classes) for (auto& [rank, count] : byRank) out.placed[{tier, rank}] += count;
        for (auto& [arc, rank] : stays) {
            const Long flow = simplex.flow(graph.arcFromId((int)arc));
            out.placed[{tier, rank}] -= flow;
            total -= flow * arcs[arc].cost;
        }
        out.cost[tier] += total;
        // The face: what the prices leave free stays free at no cost, what they fill stays full, what they forbid goes.
        std::vector<Arc> face;
        for (size_t i = 0; i < arcs.size(); ++i) {
            auto& a = arcs[i];
            const Long reduced = a.cost + simplex.potential(graph.nodeFromId(a.from)) - simplex.potential(graph.nodeFromId(a.to));
            if (a.to == sink && a.from < sink) {
                if (reduced < 0) { open[a.from] = 0; a.lower = a.upper; }
                a.cost = 0;
                face.push_back(a);
            } else if (reduced <= 0 || a.lower > 0) {
                face.push_back({a.from, a.to, reduced < 0 ? a.upper : a.lower, a.upper, 0});
            }
        }
        arcs.swap(face);
    }
};

int main(int argc, char** argv) {
    const std::string folder = argv[1];
    const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
    const bool greedy = argc > 3;
    auto start = std::chrono::steady_clock::now();
    Names municipalities, providers, groups, services;
    std::vector<std::vector<int>> kilometres;
    for (auto& r : rows(folder + "/distances.csv")) {
        const size_t m = municipalities.of(r[0]), p = providers.of(r[1]);
        if (kilometres.size() <= m) kilometres.resize(m + 1);
        if (kilometres[m].size() <= p) kilometres[m].resize(p + 1, -1);
        kilometres[m][p] = std::stoi(r[2]);
    }
    for (auto& k : kilometres) k.resize(providers.size(), -1);
    std::vector<std::vector<int>> penalties(1, std::vector<int>(providers.size(), 0));
    for (auto& r : rows(folder + "/allowed.csv")) {
        const size_t g = groups.of(r[0]) + 1;
        if (penalties.size() <= g) penalties.resize(g + 1, std::vector<int>(providers.size(), -1));
        penalties[g][providers.at(r[1])] = r[2].empty() ? 0 : std::stoi(r[2]);
    }
    std::vector<std::vector<int>> slots;
    for (auto& r : rows(folder + "/capacity.csv")) {
        const size_t s = services.of(r[1]);
        if (slots.size() <= s) slots.resize(s + 1, std::vector<int>(providers.size() * weeks, 0));
        slots[s][providers.at(r[0]) * weeks + std::stoi(r[2])] += std::stoi(r[3]);
    }
    std::vector<Patient> patients;
    std::vector<std::vector<int>> travel;
    std::map<std::vector<int>, int> places;
    for (auto& r : rows(folder + "/patients.csv")) {
        const int municipality = municipalities.at(r[2]), group = groups.count(r[3]) ? groups[r[3]] + 1 : 0;
        const int most = r[6].empty() ? -1 : std::stoi(r[6]);
        auto [place, added] = places.emplace(std::vector<int>{municipality, group, most}, (int)travel.size());
        if (added) {
            travel.emplace_back(providers.size(), -1);
            for (size_t p = 0; p < providers.size(); ++p) {
                const int km = kilometres[municipality][p], penalty = penalties[group][p];
                if (km >= 0 && penalty >= 0 && (most < 0 || km <= most)) travel.back()[p] = km + penalty;
            }
        }
        patients.push_back({services.of(r[1]), place->second, std::stoi(r[4]), std::stoi(r[5]), r[7].empty() ? 0 : std::stoi(r[7]),
                            r[8].empty() ? weeks - 1 : std::stoi(r[8])});
    }
    slots.resize(services.size(), std::vector<int>(providers.size() * weeks, 0));
    std::vector<Service> all;
    for (size_t s = 0; s < services.size(); ++s) all.push_back({(int)providers.size(), travel, slots[s], {}});
    for (auto& p : patients) all[p.service].patients.push_back(&p);
    std::vector<int> order;
    for (size_t s = 0; s < all.size(); ++s) order.push_back((int)s);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return all[a].patients.size() > all[b].patients.size(); });
    Outcome whole;
    std::mutex lock;
    std::atomic<size_t> next{0};
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&] {
            for (size_t i; (i = next++) < all.size();) {
                Outcome out;
                if (greedy) all[order[i]].greedy(out); else all[order[i]].solve(out);
                std::lock_guard<std::mutex> held(lock);
                for (auto& [key, count] : out.placed) whole.placed[key] += count;
                for (auto& [tier, cost] : out.cost) whole.cost[tier] += cost;
            }
        });
    for (auto& w : workers) w.join();
    for (auto& [key, count] : whole.placed) std::printf("placed %d %d %lld\n", key.first, key.second, count);
    for (auto& [tier, cost] : whole.cost) std::printf("cost %d %lld\n", tier, cost);
    std::fprintf(stderr, "%.2f s\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}
