/**
 * Asks whether a request may begin. KEYS: the host's pause, its bucket. ARGV: tokens to take, ms from one token
 * to the next (0: no bucket), ms of tokens that gather while nothing is taken.
 *
 * Answers how long the host is paused, and how long until the token taken is there: one is 0. During a pause no
 * token is taken. The bucket is the time until which it is taken, so that whoever comes gets the next one.
 */
export const ASK_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local paused = tonumber(redis.call('HGET', KEYS[1], 'until') or '0')
if paused > now then return {math.ceil(paused - now), 0} end
local tokens, perToken, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if tokens * perToken == 0 then return {0, 0} end
local due = math.max(tonumber(redis.call('GET', KEYS[2]) or '0'), now) + tokens * perToken
redis.call('SET', KEYS[2], string.format('%.3f', due), 'PX', math.ceil(due - now) + 1000)
return {0, math.max(0, math.ceil(due - burst - now))}
`;

/**
 * Learns of a refusal, by the rule of core's `HostPause`. KEYS: the host's pause. ARGV: \`throttled\` or
 * \`capacity\`, ms that \`Retry-After\` asked for, the time now in ms (empty: Redis's own).
 *
 * Answers ms until the pause ends, and 1 when that is later than before.
 */
export const PAUSE_SCRIPT = `
local time = redis.call('TIME')
local now = tonumber(ARGV[3]) or (time[1] * 1000 + time[2] / 1000)
local before = tonumber(redis.call('HGET', KEYS[1], 'until') or '-inf')
local last = tonumber(redis.call('HGET', KEYS[1], 'last') or '0')
local asked = math.min(3600000, tonumber(ARGV[2]))
local first = ARGV[1] == 'capacity' and 120000 or 1000
local ends
if now < before then
  local capacity = ARGV[1] == 'capacity' and 120000 or 0
  last = math.max(last, capacity)
  ends = math.max(before, now + asked, now + capacity)
else
  local again = now - before <= 60000 and last * 2 or 0
  last = math.min(600000, math.max(first, again))
  ends = now + math.max(last, asked)
end
redis.call('HSET', KEYS[1], 'until', string.format('%.3f', ends), 'last', tostring(last))
redis.call('PEXPIRE', KEYS[1], math.ceil(ends - now) + 120000)
return {math.ceil(ends - now), ends > before and 1 or 0}
`;
