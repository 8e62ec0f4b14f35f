// socket.io in one process. usage: node socketio.js PORT
const http = require('http').createServer();
const { Server } = require('socket.io');
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on('post', (message) => io.to(room).emit('post', message));
});
http.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 1024 });
