// The matching engine's peer: the same problem with LEMON's NetworkSimplex, tier by tier.
//   g++ -O3 -march=native -std=c++17 match_lemon.cpp -lpthread -o match_lemon ; match_lemon DIR [threads] [greedy]
// Reads patients.csv, capacity.csv, distances.csv and allowed.csv of DIR (26 weeks, the default weights) and prints for every
// tier and rank how many are placed, and every tier's cost.
// The form: a service is a network of classes of patients (the same place, group, kilometres and window), which reach cells
// (provider, week); where fifty classes have the same window, through a layer (provider, window) that they share. A tier is two
// problems: who, by elevens of ranks and then rank by rank; then, on its face (what its prices leave free), where and when: cells
// that the ranks fill must be filled, so that their weeks cost nothing that can be chosen. Ranks are a matroid: any strictly
// falling reward gives the greatest vector. Only some arcs are given at first, and those that the prices then ask for are added
// until there are none (columns). LEMON goes on from its plan and prices: it is given what is left of the capacities, and the
// reduced costs. The second problem's first columns are the best by the prices of a rough one, places to providers without
// weeks. Of earlier tiers stays what may still move beside an open cell.
// With greedy, the plan of whoever goes through the list once: everybody in order of need takes the cheapest slot still free.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <vector>

using Long = long long;
static const int weeks = 26, plenty = 1 << 28;
static const int weights[] = {1120, 560, 280, 140};
static const Long nothing = -(1LL << 60);

struct Patient { int service, row, tier, rank, first, last; };
struct Outcome { std::map<std::pair<int, int>, Long> placed; std::map<int, Long> cost; };

// A file's rows after its header, read in one pass over the bytes.
struct Rows {
    std::string text;
    size_t at = 0;
    std::string_view field[16];

    explicit Rows(const std::string& path) {
        std::ifstream in(path, std::ios::binary | std::ios::ate);
        if (!in) return;
        text.resize((size_t)in.tellg());
        in.seekg(0).read(&text[0], (std::streamsize)text.size());
        next();
    }

    bool next() {
        if (at >= text.size()) return false;
        for (int n = 0;; ++n) {
            const size_t start = at;
            while (at < text.size() && text[at] != ',' && text[at] != '\n') ++at;
            if (n < 16) field[n] = std::string_view(text).substr(start, at - start);
            if (at >= text.size() || text[at++] == '\n') return true;
        }
    }

    int number(int i, int none) const {
        if (field[i].empty()) return none;
        int value = 0;
        for (char c : field[i]) if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
        return value;
    }
};

struct Names {
    std::unordered_map<std::string, int> ids;
    int of(std::string_view name) { return ids.emplace(std::string(name), (int)ids.size()).first->second; }
    int find(std::string_view name) const { auto found = ids.find(std::string(name)); return found == ids.end() ? -1 : found->second; }
};

struct Arc { int from, to, cap, flow; Long cost; bool shut; };

// A network with a plan and prices so far; supply is what is still to be sent.
struct Net {
    std::vector<Arc> arcs;
    std::vector<int> supply;
    std::vector<Long> pi;

    int node(int sends = 0) { supply.push_back(sends); pi.push_back(0); return (int)supply.size() - 1; }
    int arc(int from, int to, int cap, int flow, Long cost) { arcs.push_back({from, to, cap, flow, cost, false}); return (int)arcs.size() - 1; }
    Long reduced(const Arc& a) const { return a.cost + pi[a.from] - pi[a.to]; }

    // The best plan, from this one: LEMON gets the residual network at reduced costs.
    template <class Cost> void improve() {
        using Graph = lemon::SmartDigraph;
        using Simplex = lemon::NetworkSimplex<Graph, int, Cost>;
        Graph graph;
        graph.reserveNode((int)supply.size());
        graph.reserveArc((int)(arcs.size() + supply.size()));
        for (size_t i = 0; i < supply.size(); ++i) graph.addNode();
        std::vector<int> room;
        std::vector<Cost> price;
        auto add = [&](int from, int to, int cap, Long cost) {
            graph.addArc(graph.nodeFromId(from), graph.nodeFromId(to));
            room.push_back(cap);
            price.push_back((Cost)cost);
        };
        for (auto& a : arcs) {
            if (a.cap > a.flow) add(a.from, a.to, a.cap - a.flow, reduced(a));
            if (a.flow > 0) add(a.to, a.from, a.flow, -reduced(a));
        }
        Graph::ArcMap<int> upper(graph);
        Graph::ArcMap<Cost> cost(graph);
        Graph::NodeMap<int> balance(graph);
        for (size_t i = 0; i < room.size(); ++i) { upper[graph.arcFromId((int)i)] = room[i]; cost[graph.arcFromId((int)i)] = price[i]; }
        for (size_t i = 0; i < supply.size(); ++i) balance[graph.nodeFromId((int)i)] = supply[i];
        Simplex simplex(graph);
        simplex.upperMap(upper).costMap(cost).supplyMap(balance);
        const auto rule = sizeof(Cost) == 4 ? Simplex::CANDIDATE_LIST : Simplex::BLOCK_SEARCH;
        if (simplex.run(rule) != Simplex::OPTIMAL) { std::fprintf(stderr, "no plan\n"); std::exit(1); }
        int i = 0;
        for (auto& a : arcs) {
            const bool more = a.cap > a.flow, less = a.flow > 0;
            if (more) a.flow += simplex.flow(graph.arcFromId(i++));
            if (less) a.flow -= simplex.flow(graph.arcFromId(i++));
        }
        // Parts that no arc joins are LEMON's cost of an artificial arc apart; much less is enough.
        const Long artificial = std::numeric_limits<Cost>::max() / 2 + 1, apart = sizeof(Cost) == 4 ? 1 << 24 : 1LL << 40;
        for (size_t v = 0; v < supply.size(); ++v) {
            const Long p = simplex.potential(graph.nodeFromId((int)v));
            pi[v] += p < -artificial / 2 ? p + artificial - apart : p;
            supply[v] = 0;
        }
    }
};

struct Class { int row, first, last, sure, node; Long key; bool common; std::vector<std::pair<int, int>> ranks; std::vector<int> columns; };
struct Layer { int node = -1, round = -1, kept = -1; Long worth = 0; };
struct Column { int arc, k, place; };
struct Stay { int arc, k, rank; };
enum State : char { Gone, Open, Full }; // closed by earlier tiers; open; filled by this tier's ranks

struct Service {
    int providers;
    const std::vector<std::vector<int>>& travel; // by row: kilometres and penalty, -1 out of reach
    std::vector<int> slots;                      // by provider * weeks + week, a cell
    std::vector<const Patient*> patients;

    // Between tiers: what is left of the cells, and the arcs of earlier tiers that are free, with their flow.
    std::vector<int> left;
    std::vector<char> state;
    std::vector<Arc> kept;
    int nodes = 0;

    // Within a tier. Classes and cells with the same key may meet: it is their price after who, which leaves that free.
    int weight = 0, ranks = 0;
    Long openKey = 0;
    std::vector<Class> classes;
    std::vector<std::vector<int>> reach;
    std::vector<char> usable;
    std::vector<int> demand; // by rank, how many of those who are free to stay without do so
    std::vector<Long> key, guess;
    unsigned dice = 1;

    // Within a problem.
    Net net;
    bool pay = false;
    int round = 0, sink = 0;
    std::vector<int> id;                   // a cell's or an earlier node's place in the network
    std::unordered_map<Long, Layer> layers;
    std::vector<Column> columns;
    std::vector<std::pair<int, int>> into; // arcs into cells, with the cell

    Service(int providers, const std::vector<std::vector<int>>& travel, const std::vector<int>& slots, const std::vector<const Patient*>& patients)
        : providers(providers), travel(travel), slots(slots), patients(patients) {}

    int roll(int below) { dice = dice * 1664525u + 1013904223u; return (int)((dice >> 8) % (unsigned)below); }
    int seen(int v) { if (id[v] < 0) id[v] = net.node(); return id[v]; }
    bool meets(const Class& c, int cell) const { return usable[cell] && key[cell] == c.key; }
    Long price(int cell) const { return net.pi[id[cell]] - (pay ? weight * (cell % weeks) : 0); }
    Long km(const Class& c, int provider) const { return pay ? travel[c.row][provider] : 0; }

    void solve(Outcome& out) {
        left = slots;
        state.assign(slots.size(), Open);
        nodes = (int)slots.size();
        std::map<int, std::vector<const Patient*>> tiers;
        for (auto p : patients) tiers[p->tier].push_back(p);
        for (auto& [tier, own] : tiers) {
            classify(tier, own, out);
            if (!classes.empty()) for (bool second : {false, true}) { pay = second; problem(tier, out); }
        }
    }

    void classify(int tier, std::vector<const Patient*>& own, Outcome& out) {
        out.cost[tier] += 0;
        weight = weights[std::min(tier, 4) - 1];
        ranks = 0;
        openKey = 0;
        classes.clear();
        reach.assign(travel.size(), {});
        std::sort(own.begin(), own.end(), [](auto a, auto b) {
            return std::tie(a->row, a->first, a->last, a->rank) < std::tie(b->row, b->first, b->last, b->rank);
        });
        usable.assign(slots.size(), 0);
        for (size_t c = 0; c < slots.size(); ++c) usable[c] = state[c] == Open && slots[c] > 0;
        std::vector<int> windows(weeks * weeks);
        for (size_t i = 0, j; i < own.size(); i = j) {
            auto p = own[i];
            Class c{p->row, p->first, p->last, 0, 0, 0, false, {}, {}};
            for (j = i; j < own.size() && own[j]->row == p->row && own[j]->first == p->first && own[j]->last == p->last; ++j) {
                ranks = std::max(ranks, own[j]->rank + 1);
                out.placed[{tier, own[j]->rank}] += 0;
                if (c.ranks.empty() || c.ranks.back().first != own[j]->rank) c.ranks.push_back({own[j]->rank, 0});
                ++c.ranks.back().second;
            }
            if (reach[c.row].empty())
                for (int v = 0; v < providers; ++v) if (travel[c.row][v] >= 0) reach[c.row].push_back(v);
            bool any = false;
            for (int v : reach[c.row]) for (int w = c.first; w <= c.last && !any; ++w) any = usable[v * weeks + w];
            if (!any) continue;
            ++windows[c.first * weeks + c.last];
            classes.push_back(std::move(c));
        }
        for (auto& c : classes) c.common = windows[c.first * weeks + c.last] >= 50;
        key.assign(slots.size(), 0);
        demand.assign(ranks, 0);
        guess.assign(providers, 0);
    }

    Layer& layer(const Class& c, int v) { return layers[((c.key * providers + v) * weeks + c.first) * weeks + c.last]; }

    // The greatest price of a layer's cells: what it is worth to reach them.
    Long worth(const Class& c, int v) {
        Layer& l = layer(c, v);
        if (l.round != round) {
            l.round = round;
            l.worth = nothing;
            for (int w = c.first; w <= c.last; ++w) if (meets(c, v * weeks + w)) l.worth = std::max(l.worth, price(v * weeks + w));
        }
        return l.worth;
    }

    // An arc from a class to a place: a provider's layer if its window is common, otherwise a cell.
    void column(int k, int place) {
        auto& c = classes[k];
        if (c.common) {
            Layer& l = layer(c, place);
            if (l.node < 0) {
                l.node = net.node();
                net.pi[l.node] = worth(c, place);
                for (int cell = place * weeks + c.first; cell <= place * weeks + c.last; ++cell)
                    if (meets(c, cell)) into.push_back({net.arc(l.node, id[cell], plenty, 0, pay ? weight * (cell % weeks) : 0), cell});
            }
            columns.push_back({net.arc(c.node, l.node, plenty, 0, km(c, place)), k, place});
        } else {
            const Long cost = km(c, place / weeks) + (pay ? weight * (place % weeks) : 0);
            columns.push_back({net.arc(c.node, id[place], plenty, 0, cost), k, place});
            into.push_back({columns.back().arc, place});
        }
    }

    static void keepBest(std::vector<std::pair<Long, int>>& found, size_t most) {
        const size_t count = std::min(found.size(), most);
        std::partial_sort(found.begin(), found.begin() + count, found.end());
        found.resize(count);
    }

    // A class's first columns: earlier problems' that are still free, and some at random, or the best of some by the guess.
    void begin(int k) {
        auto& c = classes[k];
        std::vector<int> places;
        for (int x : c.columns) {
            bool free = !c.common && meets(c, x);
            if (c.common) for (int w = c.first; w <= c.last && !free; ++w) free = meets(c, x * weeks + w);
            if (free) places.push_back(x);
        }
        if (!pay)
            for (int i = 0, got = 0; i < 20 && got < 5; ++i) {
                const int v = reach[c.row][roll((int)reach[c.row].size())], cell = v * weeks + c.first + roll(c.last - c.first + 1);
                if (usable[cell]) { places.push_back(c.common ? v : cell); ++got; }
            }
        if (pay) {
            std::vector<std::pair<Long, int>> near;
            const int length = c.last - c.first + 1;
            for (int v : reach[c.row])
                for (int i = 0, got = 0, from = roll(length); i < length && got < (c.common ? 1 : 3); ++i) {
                    const int cell = v * weeks + c.first + (c.common ? i : (from + i) % length);
                    if (!meets(c, cell)) continue;
                    near.push_back({km(c, v) + (state[cell] == Full ? -guess[v] : weight * (cell % weeks)), c.common ? v : cell});
                    ++got;
                }
            keepBest(near, 10);
            for (auto& n : near) places.push_back(n.second);
            if (!near.empty()) net.pi[c.node] = -near[0].first;
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        c.columns = places;
        for (int x : places) column(k, x);
    }

    // Adds every class's four best columns among those that the prices ask for.
    bool ask() {
        ++round;
        bool any = false;
        for (int k = 0; k < (int)classes.size(); ++k) {
            auto& c = classes[k];
            const Long mine = net.pi[c.node];
            const int length = c.last - c.first + 1;
            std::vector<std::pair<Long, int>> found;
            for (int v : reach[c.row]) {
                Long least = 0;
                int place = -1;
                if (c.common) {
                    const Long most = worth(c, v), reduced = km(c, v) + mine - most;
                    if (most != nothing && reduced < 0) { least = reduced; place = v; }
                } else {
                    for (int i = 0, w = c.first + roll(length); i < length; ++i, w = w == c.last ? c.first : w + 1) {
                        const int cell = v * weeks + w;
                        if (!meets(c, cell)) continue;
                        const Long reduced = km(c, v) + mine - price(cell);
                        if (reduced < least) { least = reduced; place = cell; }
                    }
                }
                if (place >= 0) found.push_back({least, place});
            }
            keepBest(found, 4);
            for (auto& f : found) { c.columns.push_back(f.second); column(k, f.second); }
            any |= !found.empty();
        }
        return any;
    }

    void problem(int tier, Outcome& out) {
        const int cells = (int)slots.size();
        net = Net();
        id.assign(nodes, -1);
        layers.clear();
        columns.clear();
        into.clear();
        for (auto& a : kept) { const int from = seen(a.from), to = seen(a.to); net.arc(from, to, a.cap, a.flow, 0); }
        sink = net.node();
        for (int c = 0; c < cells; ++c) {
            if (!usable[c]) continue;
            const int node = seen(c);
            if (state[c] == Full) { net.supply[node] = -left[c]; if (pay) net.pi[node] = weight * (c % weeks) + guess[c / weeks]; }
            else if (left[c] > 0) net.arc(node, sink, left[c], 0, 0);
        }
        std::vector<int> homes(ranks, sink); // where those go who stay without: then as many of every rank as who has found
        if (pay) for (int r = 0; r < ranks; ++r) homes[r] = net.node(-demand[r]);
        std::vector<Stay> stays;
        for (int k = 0; k < (int)classes.size(); ++k) {
            int all = classes[k].sure;
            classes[k].node = net.node();
            for (auto& [rank, count] : classes[k].ranks) {
                stays.push_back({net.arc(classes[k].node, homes[rank], count, 0, pay ? 0 : ranks - rank), k, rank});
                all += count;
            }
            net.supply[classes[k].node] = all;
            begin(k);
        }
        Long sum = 0;
        for (int s : net.supply) sum += s;
        net.supply[sink] -= (int)sum;
        for (int step : {11, 1}) { // who: by elevens of ranks first, which moves many at once
            if (pay && step > 1) continue;
            if (!pay) for (auto& t : stays) net.arcs[t.arc].cost = ((ranks - 1 - t.rank) / step + 1) * step;
            do if (pay || (Long)(ranks + 11) * (Long)net.supply.size() > 1 << 24) net.improve<Long>(); else net.improve<int>(); while (ask());
        }
        settle(homes);
        if (pay) finish(tier, out); else narrow(tier, stays, out);
    }

    // What the ranks fill is apart from what is open, for good. An open cell is never worth more than an unused one.
    void settle(const std::vector<int>& homes) {
        std::vector<char> shut(net.supply.size(), 0);
        if (pay) for (int h : homes) shut[h] = 1;
        for (size_t c = 0; c < slots.size(); ++c) if (state[c] == Full) shut[id[c]] = 1;
        for (auto& c : classes) if (c.key != openKey) shut[c.node] = 1;
        for (size_t i = 0; i < kept.size(); ++i) if (kept[i].shut) shut[net.arcs[i].from] = shut[net.arcs[i].to] = 1;
        for (size_t v = 0; v < shut.size(); ++v) if (!shut[v]) net.pi[v] = std::min(net.pi[v], net.pi[sink]);
        ++round;
        size_t w = 0;
        for (size_t i = 0; i < kept.size(); ++i) {
            auto a = kept[i];
            const auto& now = net.arcs[i];
            if (a.to < (int)slots.size()) left[a.to] += a.flow - now.flow;
            a.flow = now.flow;
            if (!pay) a.shut = net.pi[now.from] < net.pi[sink];
            if (net.reduced(now) == 0 && !(pay && a.shut)) kept[w++] = a;
        }
        kept.resize(w);
    }

    // The face of who: who is placed for sure, whose ranks stay free, which cells are full, who may meet whom.
    void narrow(int tier, const std::vector<Stay>& stays, Outcome& out) {
        for (auto& c : classes) { c.ranks.clear(); c.key = net.pi[c.node]; }
        for (auto& s : stays) {
            auto& a = net.arcs[s.arc];
            const Long reduced = net.reduced(a);
            out.placed[{tier, s.rank}] += a.cap - a.flow;
            if (reduced > 0) classes[s.k].sure += a.cap;
            if (reduced == 0) { classes[s.k].ranks.push_back({s.rank, a.cap}); demand[s.rank] += a.flow; }
        }
        openKey = net.pi[sink];
        for (size_t c = 0; c < slots.size(); ++c) {
            if (!usable[c]) continue;
            key[c] = net.pi[id[c]];
            if (key[c] < openKey) state[c] = Full;
        }
        rough();
        classes.erase(std::remove_if(classes.begin(), classes.end(), [](auto& c) { return c.sure == 0 && c.ranks.empty(); }), classes.end());
    }

    // Prices of providers whose cells are full, from a network without weeks.
    void rough() {
        std::map<int, int> rows, ends;
        for (auto& x : columns) {
            const int v = classes[x.k].common ? x.place : x.place / weeks, flow = net.arcs[x.arc].flow;
            if (flow > 0 && classes[x.k].key != openKey) { rows[classes[x.k].row] += flow; ends[v] += flow; }
        }
        if (rows.empty()) return;
        Net small;
        for (auto& [v, flow] : ends) small.node(-flow);
        for (auto& [row, flow] : rows) {
            const int from = small.node(flow);
            int to = 0;
            for (auto& [v, all] : ends) small.arc(from, to++, plenty, 0, travel[row][v] < 0 ? 100000 : travel[row][v]);
        }
        small.improve<Long>();
        int at = 0;
        for (auto& [v, flow] : ends) guess[v] = std::clamp<Long>(small.pi[at++] - small.pi[0], -100000, 100000);
    }

    // A tier's end: its cost, and what later tiers may move of it.
    void finish(int tier, Outcome& out) {
        std::unordered_map<Long, int> flows;
        auto between = [&](int from, int to) { return (Long)from * (Long)net.supply.size() + to; };
        for (auto& a : net.arcs) { out.cost[tier] += a.cost * a.flow; if (a.flow > 0) flows[between(a.from, a.to)] += a.flow; }
        for (auto& [arc, cell] : into) left[cell] -= net.arcs[arc].flow;
        int next = nodes + (int)classes.size();
        auto keep = [&](int from, int to, int fromNet, int toNet) {
            auto flow = flows.find(between(fromNet, toNet));
            kept.push_back({from, to, plenty, flow == flows.end() ? 0 : flow->second, 0, false});
        };
        for (int k = 0; k < (int)classes.size(); ++k) {
            auto& c = classes[k];
            if (c.key != openKey) continue;
            for (int v : reach[c.row]) {
                if (c.common && worth(c, v) == km(c, v) + net.pi[c.node]) {
                    Layer& l = layer(c, v);
                    if (l.kept < 0) {
                        l.kept = next++;
                        for (int cell = v * weeks + c.first; cell <= v * weeks + c.last; ++cell)
                            if (meets(c, cell) && price(cell) == l.worth) keep(l.kept, cell, l.node, id[cell]);
                    }
                    keep(nodes + k, l.kept, c.node, l.node);
                }
                for (int cell = v * weeks + c.first; !c.common && cell <= v * weeks + c.last; ++cell)
                    if (meets(c, cell) && price(cell) == km(c, v) + net.pi[c.node]) keep(nodes + k, cell, c.node, id[cell]);
            }
        }
        nodes = next;
        for (size_t c = 0; c < slots.size(); ++c) if (usable[c] && (state[c] == Full || net.pi[id[c]] < net.pi[sink])) state[c] = Gone;
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
};

int main(int argc, char** argv) {
    const std::string folder = argv[1];
    const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
    const bool greedy = argc > 3;
    auto start = std::chrono::steady_clock::now();
    Names municipalities, provided, groups, services;
    std::vector<std::vector<int>> kilometres;
    for (Rows r(folder + "/distances.csv"); r.next();) {
        const size_t m = municipalities.of(r.field[0]), p = provided.of(r.field[1]);
        if (kilometres.size() <= m) kilometres.resize(m + 1);
        if (kilometres[m].size() <= p) kilometres[m].resize(p + 1, -1);
        kilometres[m][p] = r.number(2, 0);
    }
    const int providers = (int)provided.ids.size();
    for (auto& k : kilometres) k.resize(providers, -1);
    std::vector<std::vector<int>> penalties(1, std::vector<int>(providers, 0));
    for (Rows r(folder + "/allowed.csv"); r.next();) {
        const size_t g = groups.of(r.field[0]) + 1;
        if (penalties.size() <= g) penalties.resize(g + 1, std::vector<int>(providers, -1));
        penalties[g].at(provided.find(r.field[1])) = r.number(2, 0);
    }
    std::vector<std::vector<int>> slots;
    for (Rows r(folder + "/capacity.csv"); r.next();) {
        const size_t s = services.of(r.field[1]);
        if (slots.size() <= s) slots.resize(s + 1, std::vector<int>(providers * weeks, 0));
        slots[s].at(provided.find(r.field[0]) * weeks + r.number(2, 0)) += r.number(3, 0);
    }
    std::vector<Patient> patients;
    std::vector<std::vector<int>> travel;
    std::unordered_map<Long, int> places;
    for (Rows r(folder + "/patients.csv"); r.next();) {
        const int municipality = municipalities.find(r.field[2]), group = groups.find(r.field[3]) + 1, most = r.number(6, -1);
        auto [place, added] = places.emplace(((Long)municipality * (Long)penalties.size() + group) * 1000000 + most + 1, (int)travel.size());
        if (added) {
            travel.emplace_back(providers, -1);
            for (int p = 0; p < providers; ++p) {
                const int km = kilometres.at(municipality)[p], penalty = penalties[group][p];
                if (km >= 0 && penalty >= 0 && (most < 0 || km <= most)) travel.back()[p] = km + penalty;
            }
        }
        patients.push_back({services.of(r.field[1]), place->second, r.number(4, 0), r.number(5, 0), r.number(7, 0), r.number(8, weeks - 1)});
    }
    slots.resize(services.ids.size(), std::vector<int>(providers * weeks, 0));
    std::vector<std::vector<const Patient*>> byService(slots.size());
    for (auto& p : patients) byService[p.service].push_back(&p);
    std::vector<int> order;
    for (size_t s = 0; s < slots.size(); ++s) order.push_back((int)s);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return byService[a].size() > byService[b].size(); });
    Outcome whole;
    std::mutex lock;
    std::atomic<size_t> next{0};
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&] {
            for (size_t i; (i = next++) < order.size();) {
                Outcome out;
                Service service(providers, travel, slots[order[i]], byService[order[i]]);
                if (greedy) service.greedy(out); else service.solve(out);
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
