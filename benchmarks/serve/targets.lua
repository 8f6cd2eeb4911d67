-- wrk's requests: the addresses of the file TARGETS, one a line, from a different start in each run.
local targets = {}
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
local next = math.floor(os.time() * 7919) % #targets

request = function()
    next = next + 1
    return wrk.format("GET", targets[next % #targets + 1])
end

done = function(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("%8.0f requests/s   p50 %7.2f ms   p99 %8.2f ms   errors %d\n",
        summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
