using Npgsql;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Printing;
using NlSql.Testing.Servers;

namespace NlSql.Query.Tests.Goldens.School;

/// <summary>A few rows of the school, with what trips queries up: equal names, missing keys and grades, students enrolled twice.</summary>
public sealed class SchoolDatabase(TestServers servers) : IAsyncLifetime
{
    private const string Rows = """
        INSERT INTO reference.teachers VALUES
            ('T1', 'Ines Falk', 6200, NULL), ('T2', 'Omar Reed', 4100, 'T1'), ('T3', 'Lea Moss', 4600, 'T1'), ('T4', 'Ines Falk', 4700, 'T3'), ('T5', 'Paul Orr', 3900, NULL);
        INSERT INTO reference.students VALUES
            ('S1', 'Ada Bell', 'Blue', 'T1', '2008-01-31', '2019-02-28'), ('S2', 'Ada Bell', 'Red', 'T2', '2008-02-29', '2020-02-28'),
            ('S3', 'Cy Dunn', 'Blue', NULL, '2007-12-31', '2019-01-01'), ('S4', 'Di Eck', 'Red', 'T1', '2009-06-15', '2021-06-15'),
            ('S5', 'Ed Fox', NULL, 'T3', '2009-06-15', '2021-06-14'), ('S6', 'Flo Gray', 'Green', 'T2', '2008-08-01', '2020-09-01');
        INSERT INTO reference.courses VALUES
            ('C1', 'Algebra', 4, 'T2', 'T3'), ('C2', 'Botany', 3, 'T3', NULL), ('C3', 'Chemistry', 5, 'T1', 'T2'), ('C4', 'Drama', NULL, 'T4', NULL);
        INSERT INTO reference.enrolments VALUES
            ('E1', 'S1', 'C1', 1.5, '2024-09-01'), ('E2', 'S1', 'C2', 2.0, '2024-09-01'), ('E3', 'S1', 'C1', 1.0, '2025-02-01'),
            ('E4', 'S2', 'C1', 4.5, '2024-09-02'), ('E5', 'S2', 'C3', NULL, '2025-02-01'), ('E6', 'S3', 'C3', 2.5, '2024-09-01'),
            ('E7', 'S4', 'C2', 3.0, '2024-09-01'), ('E8', 'S4', 'C4', 4.8, '2025-02-01'), ('E9', 'S5', NULL, NULL, '2025-02-01'), ('E10', 'S3', 'C1', 5.0, '2025-02-01');
        INSERT INTO reference.clubs VALUES ('K1', 'Chess'), ('K2', 'Choir');
        INSERT INTO reference.memberships VALUES ('M1', 'S4', 'K1'), ('M2', 'S4', 'K2'), ('M3', 'S6', 'K1'), ('M4', 'S1', 'K2');
        INSERT INTO reference.lockers VALUES ('L1', 'S1', 'East'), ('L2', 'S3', 'West'), ('L3', 'S6', 'East'), ('L4', NULL, 'West');
        """;

    private TestDatabase? database;
    private NpgsqlDataSource? source;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(CancellationToken.None);
        source = new NpgsqlDataSourceBuilder(database.ConnectionString).Build();
        var tables = School.Definition.Tables.Select(t => (t.Name, Columns: string.Join(", ", t.Columns.Select(c => $"{c.Name} {StoredTypes.Of(c.Type)}")))).ToList();
        await ExecuteAsync("CREATE SCHEMA data; CREATE SCHEMA reference;" + string.Concat(tables.Select(t => $"CREATE TABLE reference.{t.Name} ({t.Columns});")) + Rows);
        var foreign = new Guid("0192f0c1-ffff-7000-8000-000000000001");
        foreach (var (name, columns) in tables)
        {
            await ExecuteAsync(
                $"CREATE TABLE data.retail__{name} (dataset_id uuid NOT NULL, part_id uuid NOT NULL, {columns});"
                + $"INSERT INTO data.retail__{name} SELECT '{Retail.DatasetId}', '{Retail.PartId}', * FROM reference.{name};"
                + $"INSERT INTO data.retail__{name} SELECT '{foreign}', '{Retail.PartId}', * FROM reference.{name};");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null)
            await source.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    /// <summary>Runs compiled SQL with its parameters.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(ExecutableSql sql) => GoldenSql.RunAsync(source!, sql);

    /// <summary>Runs hand-written SQL over the plain tables.</summary>
    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReferenceAsync(string sql) => GoldenSql.ReferenceAsync(source!, sql);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
