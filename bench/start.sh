#!/usr/bin/env bash
# How long the built program takes to say that it listens, and what it holds in memory when idle.
# bench/start.sh [demo|serve] [RUNS]: prints the median, minimum and maximum in milliseconds, and VmRSS after 20 idle seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
verb=${1:-demo} runs=${2:-7}
dll=src/LibraryBot/bin/Release/net10.0/LibraryBot.dll
dotnet build src/LibraryBot -c Release -v quiet >/dev/null
folder=$(mktemp -d)
trap 'kill "$bot" 2>/dev/null || true; rm -rf "$folder"' EXIT

times=()
for run in $(seq "$runs"); do
  said="$folder/said.$run"
  : >"$said"
  begun=$(date +%s%N)
  dotnet "$dll" "$verb" --data "$folder/data.$run" --urls http://127.0.0.1:0 >"$said" 2>/dev/null &
  bot=$!
  until grep -q Listening "$said"; do kill -0 "$bot"; sleep 0.01; done
  times+=($((($(date +%s%N) - begun) / 1000000)))
  if [ "$run" -eq "$runs" ]; then sleep 20; memory=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$bot/status"); fi
  kill "$bot"
  wait "$bot" || true
done

sorted=($(printf '%s\n' "${times[@]}" | sort -n))
echo "$verb: median ${sorted[$((runs / 2))]} ms, min ${sorted[0]}, max ${sorted[-1]}; $memory MiB resident when idle; $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
