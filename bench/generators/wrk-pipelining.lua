-- wrk URL -s wrk-pipelining.lua -- DEPTH
local batch

function init(args)
  local requests = {}
  for at = 1, tonumber(args[1]) do requests[at] = wrk.format() end
  batch = table.concat(requests)
end

function request()
  return batch
end
