using NlSql.Query.Sql.Printing;
using NlSql.Testing.Servers;

namespace NlSql.Query.Tests.Goldens;

/// <summary>The retail sample data, loaded once for the classes that compare rows.</summary>
public sealed class RetailDatabase(TestServers servers) : IAsyncLifetime
{
    /// <summary>Name of the collection whose classes share the database.</summary>
    public const string Collection = "retail database";

    private SampleDatabase? database;

    public async ValueTask InitializeAsync() => database = await SampleDatabase.CreateAsync(servers, Retail.Definition);

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    /// <summary>Runs compiled SQL with its parameters.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(ExecutableSql sql) => database!.RunAsync(sql);

    /// <summary>Runs hand-written SQL over the plain tables.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReferenceAsync(string sql) => database!.ReferenceAsync(sql);
}

[CollectionDefinition(RetailDatabase.Collection)]
public sealed class RetailDatabaseCollection : ICollectionFixture<RetailDatabase>;
