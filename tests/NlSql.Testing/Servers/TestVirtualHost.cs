namespace NlSql.Testing.Servers;

/// <summary>A virtual host made for one test class, deleted with its queues when disposed.</summary>
public sealed class TestVirtualHost : IAsyncDisposable
{
    private readonly Func<Task> delete;

    internal TestVirtualHost(Uri uri, Func<Task> delete) => (Uri, this.delete) = (uri, delete);

    /// <summary>amqp:// URI with name, password and virtual host.</summary>
    public Uri Uri { get; }

    public async ValueTask DisposeAsync() => await delete();
}
