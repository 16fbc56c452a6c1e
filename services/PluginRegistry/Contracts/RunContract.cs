using System.Text.RegularExpressions;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Plugins;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>
/// Runs the verified questions of a plugin on its sample data and compares their rows, in one transaction that is never committed: whatever
/// happens, nothing stays.
/// </summary>
internal sealed partial class RunContract(NpgsqlDataSource database)
{
    private const int MostReportedSql = 400;
    private const int MostProblems = 50;

    // Questions run read-only, seeing nothing without its schema named. The engine has guarded and scoped them as any other SQL.
    private const string BeforeLoading = """
        SET LOCAL statement_timeout = '60s';
        SET LOCAL lock_timeout = '30s';
        SET LOCAL idle_in_transaction_session_timeout = '60s';
        SET LOCAL work_mem = '32MB';
        SET LOCAL timezone = 'UTC';
        SET LOCAL datestyle = 'ISO, YMD';
        """;

    private const string BeforeQuestions = """
        SET LOCAL statement_timeout = '15s';
        SET LOCAL search_path = '';
        SET TRANSACTION READ ONLY;
        """;

    /// <summary>What came of it.</summary>
    /// <param name="model">The plugin's model.</param>
    /// <param name="sources">Where its questions are written.</param>
    /// <param name="files">Its sample data.</param>
    /// <param name="cancellationToken">Stops it; nothing stays.</param>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    public async Task<ContractResult> RunAsync(
        ModelDefinition model, SourceMap sources, IReadOnlyList<SampleFile> files, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(transaction, BeforeLoading, cancellationToken);
        var tables = new SampleTables(transaction, model);
        if (await tables.LoadAsync(files, cancellationToken) is { } unusable)
            return new ContractResult(0, 0, [unusable]);
        var days = await tables.DaysAsync(cancellationToken);
        await ExecuteAsync(transaction, BeforeQuestions, cancellationToken);

        var index = new ModelIndex(model);
        var (questions, compared) = (0, 0);
        var problems = new List<PluginProblem>();
        foreach (var question in ContractQuestion.Of(model))
        {
            questions++;
            compared += question.Question.Expect is null ? 0 : 1;
            var compiled = PluginContract.Compile(question, index, tables.Scope, days);
            if (await CheckAsync(transaction, question, compiled, cancellationToken) is { } found && problems.Count < MostProblems)
            {
                var key = question.Question.Expect is not null ? "expect" : question.Question.Query is not null ? "query" : "sql";
                problems.Add(sources.Problem(
                    PluginFile.Questions, question.Path(key), found.Code, $"Plugin '{model.Plugin.Id}', question '{question.Phrasing}': {found.Message}.", found.Hint));
            }
        }

        return new ContractResult(questions, compared, problems);
    }

    private static async Task<(string Code, string Message, string? Hint)?> CheckAsync(
        NpgsqlTransaction transaction, ContractQuestion question, CompileResult compiled, CancellationToken cancellationToken)
    {
        // Compiled once before there were data: with them a range may be too long.
        if (compiled.Query is not { } query)
            return (PluginProblemCodes.QuestionNotCompiled, $"it does not compile on the sample data: {compiled.Issues[0].Message.TrimEnd('.')}", null);
        await transaction.SaveAsync("question", cancellationToken);
        try
        {
            var rows = await ReadAsync(transaction, query, cancellationToken);
            return question.Question.Expect is { } expect && ExpectedRowsCheck.DifferenceOf(expect.Rows, rows) is { } difference
                ? (PluginProblemCodes.QuestionWrongRows, difference, HintOf(query))
                : null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return (PluginProblemCodes.QuestionFailed, "it takes longer than 15 seconds on the sample data", HintOf(query));
        }
        catch (PostgresException e) when (!e.IsTransient)
        {
            return (PluginProblemCodes.QuestionFailed, $"Postgres says: {e.MessageText}", HintOf(query));
        }
        catch (OverflowException)
        {
            return (PluginProblemCodes.QuestionFailed, "a number of the result has more than 28 digits", HintOf(query));
        }
        finally
        {
            await transaction.RollbackAsync("question", cancellationToken);
        }
    }

    private static async Task<List<object?[]>> ReadAsync(NpgsqlTransaction transaction, CompiledQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query.Executable.Text, transaction.Connection, transaction);
        foreach (var parameter in query.Executable.Parameters)
            command.Parameters.Add(ParameterOf(parameter));
        var rows = new List<object?[]>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // The text asks for one row more than the answer may show.
        while (rows.Count < query.RowLimit && await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    private static NpgsqlParameter ParameterOf(SqlParameterValue parameter) => new()
    {
        DataTypeName = parameter.TypeName,
        Value = parameter.Value switch
        {
            ValueList<Guid> ids => ids.ToArray(),
            SqlInterval interval => new NpgsqlInterval(interval.Months, interval.Days, interval.Microseconds),
            var value => value,
        },
    };

    private static string HintOf(CompiledQuery query)
    {
        var sql = Space().Replace(query.DisplaySql, " ");
        return $"It ran: {(sql.Length > MostReportedSql ? $"{sql[..MostReportedSql]}…" : sql)}";
    }

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}

/// <summary>What came of running a contract.</summary>
/// <param name="Questions">Verified questions that were run.</param>
/// <param name="Compared">Those of them with expected rows.</param>
/// <param name="Problems">What is wrong, by line; empty when the contract passed.</param>
internal sealed record ContractResult(int Questions, int Compared, IReadOnlyList<PluginProblem> Problems);
