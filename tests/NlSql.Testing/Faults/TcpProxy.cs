using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NlSql.Testing.Faults;

/// <summary>A TCP proxy between a service under test and a server, whose wire a test can cut or let go silent.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly IPEndPoint target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentDictionary<TcpClient, byte> open = [];
    private readonly Task accepting;
    private readonly ConcurrentDictionary<TcpClient, byte> stalled = [];
    private volatile bool refusing;

    private TcpProxy(IPEndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The port to connect to instead of the server's.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Starts a proxy to a server on 127.0.0.1.</summary>
    public static TcpProxy To(int port) => new(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Breaks every connection and lets none be made, until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        refusing = true;
        foreach (var client in open.Keys)
            client.Close();
    }

    /// <summary>On the connections there are now, bytes stop in both directions for ever, as when a cable is pulled; new ones work.</summary>
    public void StallPresentConnections()
    {
        foreach (var client in open.Keys)
            stalled[client] = 0;
    }

    /// <summary>Connections can be made again.</summary>
    public void Mend() => refusing = false;

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stopped.Token);
                if (refusing)
                    client.Close();
                else
                    _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or the client was gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        open[client] = 0;
        try
        {
            await server.ConnectAsync(target);
            open[server] = 0;
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (SocketException)
        {
            // The server is not there: neither are we.
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, stopped.Token) is var count and > 0)
            {
                if (stalled.ContainsKey(from) || stalled.ContainsKey(to))
                    await Task.Delay(Timeout.Infinite, stopped.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), stopped.Token);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // One side is gone; the other is closed by the caller.
        }
    }
}
