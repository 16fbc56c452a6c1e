using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NlSql.Testing.Faults;

/// <summary>
/// A TCP proxy between a service under test and a server, whose wire a test can cut, reset, slow down, let go silent in one direction or
/// both, or break after so many bytes or after something that was said.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly IPEndPoint target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentDictionary<Wire, byte> open = [];
    private readonly Task accepting;
    private volatile bool refusing;

    private TcpProxy(IPEndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The port to connect to instead of the server's.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How long every piece of data is held back, in each direction.</summary>
    public TimeSpan Delay { get; set; }

    internal Gate ToServer { get; } = new();

    internal Gate ToClient { get; } = new();

    internal ReplyTrap? Trap { get; set; }

    internal CancellationToken Stopped => stopped.Token;

    /// <summary>Starts a proxy to a server on 127.0.0.1.</summary>
    public static TcpProxy To(int port) => new(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Breaks every connection and lets none be made, until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        refusing = true;
        Reset();
    }

    /// <summary>Breaks every connection that there is, as a server does that is killed; new ones can be made.</summary>
    public void Reset()
    {
        foreach (var wire in open.Keys)
            wire.Close();
    }

    /// <summary>On the connections there are now, bytes stop in both directions for ever, as when a cable is pulled; new ones work.</summary>
    public void StallPresentConnections()
    {
        foreach (var wire in open.Keys)
            wire.Stalled = true;
    }

    /// <summary>Bytes wait, on all connections, until <see cref="Mend"/>.</summary>
    /// <param name="toServer">On their way to the server.</param>
    /// <param name="toClient">On their way back.</param>
    public void Stall(bool toServer, bool toClient)
    {
        if (toServer)
            ToServer.Shut();
        if (toClient)
            ToClient.Shut();
    }

    /// <summary>Breaks each connection that there is once so many more bytes came from the server.</summary>
    public void CutAfter(long bytes)
    {
        foreach (var wire in open.Keys)
            wire.BytesLeft = bytes;
    }

    /// <summary>
    /// On the first connection where the client says these texts one after the other, the last one still reaches the server and its reply no
    /// longer the client: the connection breaks. Done when that has happened.
    /// </summary>
    public Task CutReplyAfter(params string[] texts)
    {
        var trap = new ReplyTrap(texts);
        Trap = trap;
        return trap.Sprung;
    }

    /// <summary>Everything passes again at once, and connections can be made.</summary>
    public void Mend()
    {
        (refusing, Delay, Trap) = (false, TimeSpan.Zero, null);
        ToServer.Open();
        ToClient.Open();
    }

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
        using var wire = new Wire(this, client);
        open[wire] = 0;
        try
        {
            await wire.RunAsync(target);
        }
        catch (SocketException)
        {
            // The server is not there: neither are we.
        }
        finally
        {
            open.TryRemove(wire, out _);
        }
    }
}
