namespace NlSql.Testing.Servers;

/// <summary>A database made for one test class, dropped when disposed, whoever is still connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> drop;

    internal TestDatabase(string connectionString, Func<Task> drop) => (ConnectionString, this.drop) = (connectionString, drop);

    /// <summary>The Npgsql connection string of its owner, a superuser.</summary>
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync() => await drop();
}
