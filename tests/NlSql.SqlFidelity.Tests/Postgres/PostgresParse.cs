using System.Text.Json;

namespace NlSql.SqlFidelity.Tests.Postgres;

/// <summary>What Postgres' parser made of a text, and what of it counts when two texts are compared.</summary>
internal static class PostgresParse
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    /// <summary>
    /// The canonical parse of a text that must be exactly one SELECT, as text: equal for texts that mean the same. Fails the test when
    /// Postgres refuses the text.
    /// </summary>
    /// <param name="sql">The text.</param>
    /// <param name="rules">What is left out of the comparison.</param>
    public static string Of(string sql, CanonicalParse? rules = null)
    {
        (string? json, string? error) = PgQuery.Parse(sql);
        Assert.True(error is null, $"Postgres refuses ({error}):\n{sql}");
        using JsonDocument document = JsonDocument.Parse(json!, Deep);
        JsonElement statements = document.RootElement.GetProperty("stmts");
        Assert.True(statements.GetArrayLength() == 1, $"Postgres reads {statements.GetArrayLength()} statements:\n{sql}");
        JsonElement statement = statements[0].GetProperty("stmt");
        Assert.True(statement.TryGetProperty("SelectStmt", out _), $"Postgres does not read a SELECT:\n{sql}");
        return (rules ?? new CanonicalParse()).Write(statement);
    }
}
