using System.CommandLine;
using NlSql.Cli.Gateway;

namespace NlSql.Cli.Commands;

/// <summary>
/// Where the system is: <c>--gateway</c>, else <c>NLSQL_GATEWAY</c>, else this machine. Where it wants to know who is calling, <c>NLSQL_API_KEY</c> says it.
/// </summary>
internal static class GatewayOption
{
    private const string Variable = "NLSQL_GATEWAY";
    private const string KeyVariable = "NLSQL_API_KEY";
    private const string Local = "http://localhost:8000";

    public static Option<string> Create()
    {
        var option = new Option<string>("--gateway")
        {
            Description = $"Address of the gateway; otherwise the variable {Variable}, otherwise {Local}.",
            HelpName = "url",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Address(text) is null)
                result.AddError($"--gateway must be an http or https address such as {Local}.");
        });
        return option;
    }

    /// <summary>A client for what the command line says; null, told on the error stream, when the variable holds no address.</summary>
    public static GatewayClient? Connect(this ParseResult parse, Option<string> option)
    {
        var text = parse.GetValue(option) ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            text = Local;
        if (Address(text) is { } address)
            return new GatewayClient(address, Environment.GetEnvironmentVariable(KeyVariable));
        parse.InvocationConfiguration.Error.WriteLine($"{Variable} must be an http or https address such as {Local}.");
        return null;
    }

    // A slash at the end, so that a path before the routes is kept.
    private static Uri? Address(string text) =>
        Uri.TryCreate($"{text.TrimEnd('/')}/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
