// The C++ peer: LEMON's network simplex on the same files. Prints objective, seconds to read, seconds to solve and seconds in all.
// Build: g++ -O2 -std=c++17 -o networkSimplex networkSimplex.cpp -llemon (Debian: liblemon-dev)
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <algorithm>
#include <chrono>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <vector>

using Clock = std::chrono::steady_clock;
using Ids = std::unordered_map<std::string, int>;

static double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

static FILE* opened(const char* path) {
  FILE* file = std::fopen(path, "r");
  if (!file) {
    std::perror(path);
    std::exit(1);
  }
  char header[256];
  if (!std::fgets(header, sizeof header, file)) std::exit(1);
  return file;
}

static void readAmounts(const char* path, Ids& ids, std::vector<long long>& amounts) {
  FILE* file = opened(path);
  char id[128];
  long long amount;
  while (std::fscanf(file, " %127[^,],%lld", id, &amount) == 2) {
    ids.emplace(id, (int)amounts.size());
    amounts.push_back(amount);
  }
  std::fclose(file);
}

struct Pair {
  int need;
  int resource;
  long long score;
  long long most;
};

int main(int count, char** names) {
  if (count < 4) return std::fprintf(stderr, "networkSimplex needs.csv resources.csv pairs.csv [matches.csv]\n"), 2;
  const auto start = Clock::now();
  Ids needs, resources;
  std::vector<long long> units, capacities;
  readAmounts(names[1], needs, units);
  readAmounts(names[2], resources, capacities);
  std::vector<Pair> pairs;
  FILE* file = opened(names[3]);
  char need[128], resource[128];
  long long score;
  char rest[64];
  while (std::fscanf(file, " %127[^,],%127[^,],%lld", need, resource, &score) == 3) {
    const bool bounded = std::fgets(rest, sizeof rest, file) && rest[0] == ',';
    if (score > 0) pairs.push_back({needs.at(need), resources.at(resource), score, bounded ? std::atoll(rest + 1) : INT_MAX});
  }
  std::fclose(file);
  const double read = since(start);

  const int n = (int)units.size(), m = (int)capacities.size(), source = n + m, sink = source + 1;
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.need < b.need; });
  std::vector<std::pair<int, int>> arcs;
  std::vector<long long> upper, cost;
  for (const Pair& pair : pairs) {
    arcs.push_back({pair.need, n + pair.resource});
    upper.push_back(std::min({units[pair.need], capacities[pair.resource], pair.most}));
    cost.push_back(-pair.score);
  }
  for (int r = 0; r < m; r++) arcs.push_back({n + r, sink}), upper.push_back(capacities[r]), cost.push_back(0);
  long long wanted = 0;
  for (int i = 0; i < n; i++) wanted += units[i];
  for (int i = 0; i < n; i++) arcs.push_back({source, i}), upper.push_back(units[i]), cost.push_back(0);
  arcs.push_back({source, sink}), upper.push_back(wanted), cost.push_back(0);
  // A static graph wants its arcs in the order of their tails.
  std::vector<int> order(arcs.size());
  for (size_t k = 0; k < order.size(); k++) order[k] = (int)k;
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return arcs[a].first < arcs[b].first; });
  std::vector<std::pair<int, int>> sorted;
  for (int k : order) sorted.push_back(arcs[k]);
  lemon::StaticDigraph graph;
  graph.build(n + m + 2, sorted.begin(), sorted.end());
  lemon::StaticDigraph::ArcMap<long long> upperOf(graph), costOf(graph);
  for (size_t k = 0; k < order.size(); k++) {
    upperOf[graph.arc((int)k)] = upper[order[k]];
    costOf[graph.arc((int)k)] = cost[order[k]];
  }
  lemon::NetworkSimplex<lemon::StaticDigraph, long long, long long> simplex(graph);
  simplex.upperMap(upperOf).costMap(costOf).stSupply(graph.node(source), graph.node(sink), wanted);
  if (simplex.run() != simplex.OPTIMAL) return std::fprintf(stderr, "not optimal\n"), 1;
  const double solved = since(start);
  if (count > 4) {
    std::vector<const std::string*> needName(n), resourceName(m);
    for (auto& [id, k] : needs) needName[k] = &id;
    for (auto& [id, k] : resources) resourceName[k] = &id;
    FILE* out = std::fopen(names[4], "w");
    std::fprintf(out, "need_id,resource_id,units,score\n");
    for (size_t k = 0; k < order.size(); k++) {
      const long long flow = simplex.flow(graph.arc((int)k));
      if (flow > 0 && order[k] < (int)pairs.size()) {
        const Pair& pair = pairs[order[k]];
        std::fprintf(out, "%s,%s,%lld,%lld\n", needName[pair.need]->c_str(), resourceName[pair.resource]->c_str(), flow, pair.score);
      }
    }
    std::fclose(out);
  }
  std::printf("%lld %.3f %.3f %.3f\n", -simplex.totalCost<long long>(), read, solved - read, since(start));
}
