using System.Net;
using System.Net.Sockets;

namespace NlSql.Testing.Faults;

/// <summary>One connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class Wire(TcpProxy proxy, TcpClient client) : IDisposable
{
    private const int LongestText = 100;

    private readonly TcpClient server = new();
    private ReplyTrap? hearing;
    private byte[] said = [];
    private int heard;
    private volatile bool replyIsLost;

    /// <summary>Whether bytes have stopped for ever.</summary>
    public bool Stalled { get; set; }

    /// <summary>Bytes that still come from the server; null for all.</summary>
    public long? BytesLeft { get; set; }

    public async Task RunAsync(IPEndPoint target)
    {
        await server.ConnectAsync(target);
        (client.NoDelay, server.NoDelay) = (true, true);
        await Task.WhenAny(CopyAsync(client, server, toServer: true), CopyAsync(server, client, toServer: false));
    }

    /// <summary>Breaks it with a reset.</summary>
    public void Close()
    {
        foreach (var end in new[] { client, server })
        {
            try
            {
                end.Client?.Close(0);
            }
            catch (ObjectDisposedException)
            {
                // It is gone already.
            }
        }
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool toServer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, proxy.Stopped) is var count and > 0)
            {
                await (toServer ? proxy.ToServer : proxy.ToClient).PassAsync(proxy.Stopped);
                if (Stalled)
                    await Task.Delay(Timeout.Infinite, proxy.Stopped);
                if (proxy.Delay is { Ticks: > 0 } delay)
                    await Task.Delay(delay, proxy.Stopped);
                if (toServer && proxy.Trap is { } trap)
                {
                    // What was said to another trap is nothing to this one: a connection that is closed then would take it along.
                    if (trap != hearing)
                        (hearing, said, heard) = (trap, [], 0);
                    // What is said may be parted anywhere.
                    said = [.. said.AsSpan(Math.Max(0, said.Length - LongestText)), .. buffer.AsSpan(0, count)];
                    replyIsLost |= trap.Hears(ref said, ref heard);
                }

                if (!toServer && (replyIsLost || Cuts(ref count)))
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, replyIsLost ? 0 : count), proxy.Stopped);
                    proxy.Trap?.Spring(replyIsLost);
                    Close();
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), proxy.Stopped);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // One side is gone; the other is closed by the caller.
        }
    }

    private bool Cuts(ref int count)
    {
        if (BytesLeft is not { } left)
            return false;
        count = (int)Math.Min(left, count);
        BytesLeft = left - count;
        return BytesLeft <= 0;
    }
}

/// <summary>Waits for a client to say something, to lose the reply to it.</summary>
internal sealed class ReplyTrap(string[] texts)
{
    private readonly byte[][] texts = [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];
    private readonly TaskCompletionSource sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;

    public Task Sprung => sprung.Task;

    /// <summary>Whether the client has now said all of it, as the first one.</summary>
    public bool Hears(ref byte[] said, ref int heard)
    {
        while (heard < texts.Length && said.AsSpan().IndexOf(texts[heard]) is >= 0 and var at)
        {
            said = said[(at + texts[heard].Length)..];
            heard++;
        }

        return heard == texts.Length && Interlocked.Exchange(ref taken, 1) == 0;
    }

    public void Spring(bool replyIsLost)
    {
        if (replyIsLost)
            sprung.TrySetResult();
    }
}

/// <summary>Lets data pass, or makes them wait.</summary>
internal sealed class Gate
{
    private volatile TaskCompletionSource? shut;

    public void Shut() => shut ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        var waiting = shut;
        shut = null;
        waiting?.TrySetResult();
    }

    public Task PassAsync(CancellationToken cancellationToken) => shut?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
}
