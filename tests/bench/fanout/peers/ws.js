// Node's `ws`: a send per member, as its documentation broadcasts. usage: node ws.js PORT
const { WebSocketServer, WebSocket } = require('ws');
const rooms = new Map();
const server = new WebSocketServer({
  host: '127.0.0.1', port: Number(process.argv[2]), backlog: 1024, perMessageDeflate: false,
});
server.on('connection', (socket, request) => {
  if (!rooms.has(request.url)) rooms.set(request.url, new Set());
  const members = rooms.get(request.url);
  members.add(socket);
  socket.on('message', (data) => {
    for (const member of members) if (member.readyState === WebSocket.OPEN) member.send(data, { binary: false });
  });
  socket.on('close', () => members.delete(socket));
});
