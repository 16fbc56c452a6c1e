using System.CommandLine;
using NlSql.Cli.Commands;

namespace NlSql.Cli.Tests;

/// <summary>What a run of the tool printed, and what it ended with.</summary>
internal sealed record CommandRun(int Status, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var invocation = new InvocationConfiguration { Output = output, Error = error };
        var status = await NlSqlCommand.Create().Parse(args).InvokeAsync(invocation, TestContext.Current.CancellationToken);
        return new CommandRun(status, output.ToString(), error.ToString());
    }
}
