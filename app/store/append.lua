#!lua name=squall

-- All that must happen at once in Redis. Lua has no rollback: check everything, then write.
-- A change of arguments or meaning gives a function a new name, because an older node may
-- still be calling it while servers are replaced one by one.

-- The last number, its tag and its entry. The tag is what the entry itself says, as every reader takes it:
-- something else in its place has none, and the log goes on after it all the same.
local function newest(log)
  local found = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  if not found then
    return nil
  end
  local entry = ''
  for i = 1, #found[2], 2 do
    if found[2][i] == 'entry' then
      entry = found[2][i + 1]
    end
  end
  return tonumber(string.match(found[1], '^%d+')), string.match(entry, '^{"seq":%d+,"tag":(%d+),') or '0', entry
end

-- An ask is kept as "seq by body"; an empty body (a rebuilt log no longer knows it) matches any.
local function known(seen, by, body)
  local seq, old_by, old_body = string.match(seen, '^(%d+) (%x*) (%x*)$')
  if old_by ~= by or (body ~= '' and old_body ~= '' and body ~= old_body) then
    return { 'reused', tonumber(seq) }
  end
  return { 'known', tonumber(seq) }
end

local function store(keys, seq, tag, entry)
  redis.call('XADD', keys[1], seq .. '-0', 'tag', tag, 'entry', entry)
  redis.call('HINCRBY', keys[3], 'bytes', #entry)
end

-- keys: log asks meta bell; args: epoch tag entry
local function create(keys, args)
  local epoch, tag, entry = args[1], args[2], args[3]
  local last = newest(keys[1])
  if last then
    local first = redis.call('XRANGE', keys[1], '1-0', '1-0')[1]
    if first and first[2][2] == tag and first[2][4] == entry then
      return { 'stored', 1 }
    end
    return { 'conflict', last }
  end
  redis.call('DEL', keys[2], keys[3])
  redis.call('HSET', keys[3], 'epoch', epoch)
  store(keys, 1, tag, entry)
  redis.call('PUBLISH', keys[4], '0 ' .. entry)
  return { 'stored', 1 }
end

-- keys: log asks meta bell; args: after, its tag or '', ask, by, body, tag, entry, most entries, most bytes
local function append(keys, args)
  local after, after_tag, ask = tonumber(args[1]), args[2], args[3]
  local by, body, tag, entry = args[4], args[5], args[6], args[7]
  local last, last_tag, last_entry = newest(keys[1])
  if not last then
    return { 'lost', 0 }
  end
  local seen = ask ~= '' and redis.call('HGET', keys[2], ask)
  if seen then
    return known(seen, by, body)
  end
  if last < after or (last == after and after_tag ~= '' and after_tag ~= last_tag) then
    return { 'rewound', last }
  end
  if last == after + 1 and last_entry == entry then
    return { 'stored', last } -- the reply was lost and the call repeated
  end
  if last > after then
    return { 'conflict', last }
  end
  local bytes = tonumber(redis.call('HGET', keys[3], 'bytes') or '0')
  if last >= tonumber(args[8]) or bytes + #entry > tonumber(args[9]) then
    return { 'large', last }
  end
  store(keys, last + 1, tag, entry)
  if ask ~= '' then
    redis.call('HSET', keys[2], ask, (last + 1) .. ' ' .. by .. ' ' .. body)
  end
  -- The bell carries the tag before: who hears it knows whether it follows what they saw.
  redis.call('PUBLISH', keys[4], last_tag .. ' ' .. entry)
  return { 'stored', last + 1 }
end

-- keys: meta; args: old epoch, new epoch
local function new_epoch(keys, args)
  local now = redis.call('HGET', keys[1], 'epoch')
  if not now then
    return { 'lost', '' }
  end
  if now == args[1] then
    redis.call('HSET', keys[1], 'epoch', args[2])
    now = args[2]
  end
  return { 'stored', now }
end

-- keys: bell, then all that is kept
local function erase(keys)
  local gone = redis.call('DEL', unpack(keys, 2))
  redis.call('PUBLISH', keys[1], 'erased')
  return gone
end

-- keys: log and asks being rebuilt; args: ms until they are dropped, then seq tag entry ask by for each
local function restore_some(keys, args)
  local last = newest(keys[1]) or 0
  for i = 2, #args, 5 do
    local seq = tonumber(args[i])
    if seq > last then
      redis.call('XADD', keys[1], seq .. '-0', 'tag', args[i + 1], 'entry', args[i + 2])
      if args[i + 3] ~= '' then
        redis.call('HSET', keys[2], args[i + 3], seq .. ' ' .. args[i + 4] .. ' ')
      end
      last = seq
    end
  end
  redis.call('PEXPIRE', keys[1], args[1])
  redis.call('PEXPIRE', keys[2], args[1])
  return { 'stored', last }
end

-- keys: log and asks being rebuilt, log asks meta; args: epoch, epoch it may replace, entries, bytes
local function restore_done(keys, args)
  local epoch, replacing = args[1], args[2]
  local now = redis.call('HGET', keys[5], 'epoch')
  if redis.call('EXISTS', keys[3]) == 1 and (not now or now ~= replacing) then
    return { 'exists', now or '' }
  end
  if redis.call('XLEN', keys[1]) ~= tonumber(args[3]) then
    return { 'partial', '' }
  end
  redis.call('DEL', keys[3], keys[4], keys[5])
  redis.call('RENAME', keys[1], keys[3])
  redis.call('PERSIST', keys[3])
  if redis.call('EXISTS', keys[2]) == 1 then
    redis.call('RENAME', keys[2], keys[4])
    redis.call('PERSIST', keys[4])
  end
  redis.call('HSET', keys[5], 'epoch', epoch, 'bytes', args[4])
  return { 'stored', epoch }
end

-- the same, for a log written anew while nothing was added to it
local function rewrite_done(keys, args)
  local last = newest(keys[3])
  if last ~= tonumber(args[3]) then
    return { 'exists', '' }
  end
  return restore_done(keys, args)
end

-- keys: lease fence; args: node, ms
local function acquire(keys, args)
  local held = redis.call('GET', keys[1])
  if held then
    local fence, node = string.match(held, '^(%d+) (.*)$')
    if node ~= args[1] then
      return 0
    end
    redis.call('PEXPIRE', keys[1], args[2])
    return tonumber(fence)
  end
  local fence = redis.call('INCR', keys[2])
  redis.call('SET', keys[1], fence .. ' ' .. args[1], 'PX', args[2])
  return fence
end

-- keys: lease; args: node, fence, ms
local function renew(keys, args)
  if redis.call('GET', keys[1]) ~= args[2] .. ' ' .. args[1] then
    return 0
  end
  return redis.call('PEXPIRE', keys[1], args[3])
end

-- keys: lease; args: node, fence
local function release(keys, args)
  if redis.call('GET', keys[1]) ~= args[2] .. ' ' .. args[1] then
    return 0
  end
  return redis.call('DEL', keys[1])
end

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- keys: presence seen; args: ms the keys outlive us, then name and value for each
local function arrive(keys, args)
  local now = now_ms()
  for i = 2, #args, 2 do
    redis.call('HSET', keys[1], args[i], args[i + 1])
    redis.call('ZADD', keys[2], now, args[i])
  end
  redis.call('PEXPIRE', keys[1], args[1])
  redis.call('PEXPIRE', keys[2], args[1])
  return 1
end

-- keys: presence seen; args: name, value it must still have
local function depart(keys, args)
  if redis.call('HGET', keys[1], args[1]) ~= args[2] then
    return 0
  end
  redis.call('HDEL', keys[1], args[1])
  redis.call('ZREM', keys[2], args[1])
  return 1
end

-- keys: presence seen; args: grace in ms; gives name, value, name, value ...
local function present(keys, args)
  local gone = redis.call('ZRANGEBYSCORE', keys[2], '-inf', '(' .. string.format('%d', now_ms() - tonumber(args[1])))
  for _, name in ipairs(gone) do
    redis.call('HDEL', keys[1], name)
    redis.call('ZREM', keys[2], name)
  end
  return redis.call('HGETALL', keys[1])
end

-- keys: ticket; args: whose call this is, ms the call is remembered, so that it may be repeated
local function redeem(keys, args)
  local kept = redis.call('GET', keys[1])
  if not kept then
    return false
  end
  local call, written = string.match(kept, '^used (%x+) (.*)$')
  if call then
    return call == args[1] and written
  end
  redis.call('SET', keys[1], 'used ' .. args[1] .. ' ' .. kept, 'PX', args[2])
  return kept
end

redis.register_function('squall_create', create)
redis.register_function('squall_append', append)
redis.register_function('squall_new_epoch', new_epoch)
redis.register_function('squall_erase', erase)
redis.register_function('squall_restore_some', restore_some)
redis.register_function('squall_restore_done', restore_done)
redis.register_function('squall_rewrite_done', rewrite_done)
redis.register_function('squall_acquire', acquire)
redis.register_function('squall_renew', renew)
redis.register_function('squall_release', release)
redis.register_function('squall_arrive', arrive)
redis.register_function('squall_depart', depart)
redis.register_function('squall_present', present)
redis.register_function('squall_redeem', redeem)
