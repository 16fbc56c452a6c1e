using System.CommandLine;
using System.Globalization;
using NlSql.Cli.Gateway;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary>What the commands that get an answer have in common: options, and how the answer is shown.</summary>
internal static class AnswerOptions
{
    public const string DefaultPlugin = "retail";

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "The day that \"last week\" and the like are counted back from.",
        HelpName = "yyyy-mm-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError("--as-of must be a day such as 2025-12-31.");
            return null;
        },
    };

    public static Option<bool> Sql() => new("--sql") { Description = "Print the SQL that was run, too." };

    public static Option<bool> Json() => new("--json") { Description = "Print the whole answer as JSON and nothing else." };

    /// <summary>Prints an answer, or why there is none. Gives the status on exit.</summary>
    public static int Show(this Reply<Answer> reply, ParseResult parse, bool asJson, bool withSql)
    {
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        if (reply.Body is not { } answer)
            return reply.Report(error);
        if (asJson)
            output.WriteLine(reply.Json);
        else
            AnswerText.Write(answer, withSql, output);
        return answer.AnswerType is "number" or "table" or "text" ? ExitStatus.Done : ExitStatus.NotAnswered;
    }
}
