-- wrk's requests: the addresses of the file TARGETS, one a line, from a different start in each run. With PHOTO, a JPEG
-- file, they are uploads of it: bytes behind its end make each another file of the same picture.
local targets = {}
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
local start = os.time() * 7919
local next = start % #targets
local photo = os.getenv("PHOTO") and io.open(os.getenv("PHOTO"), "rb"):read("*a")

request = function()
    next = next + 1
    local target = targets[next % #targets + 1]
    if photo then
        return wrk.format("POST", target, {["Content-Type"] = "image/jpeg"}, photo .. start .. "-" .. next)
    end
    return wrk.format("GET", target)
end

done = function(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("%8.1f requests/s   p50 %8.2f ms   p99 %8.2f ms   errors: %d connecting, %d reading, "
        .. "%d writing, %d late, %d refused\n",
        summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        errors.connect, errors.read, errors.write, errors.timeout, errors.status))
end
