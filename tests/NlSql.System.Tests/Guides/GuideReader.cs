using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NlSql.System.Tests.Guides;

/// <summary>Somebody who types the commands of a guide into a shell, in an empty folder, and keeps the ids that answers give.</summary>
internal sealed partial class GuideReader(Uri gateway, string folder)
{
    // Written by curl behind the body, so that both come in one piece.
    private const string Wrapper = "curl() { command curl -sS --max-time 60 -w '\\n%{http_code}' \"$@\"; }\n";

    // Says when to come again; nothing was done.
    private const string Busy = "503";

    private readonly Dictionary<string, string> known = [];
    private readonly List<string> functions = [];

    /// <summary>Method and path of every call that was made.</summary>
    public List<(string Method, string Path)> Calls { get; } = [];

    /// <summary>Runs a command; says what is not as the guide says, or null.</summary>
    public async Task<string?> FollowAsync(GuideExample example, CancellationToken cancellationToken)
    {
        var command = Placeholder().Replace(example.Command, id => known.TryGetValue(id.Groups[1].Value, out var value) ? value : id.Value);
        if (command.StartsWith("ask()", StringComparison.Ordinal))
        {
            functions.Add(command);
            return null;
        }

        Note(command);
        string? wrong;
        var until = Stopwatch.StartNew();
        do
            wrong = await TryAsync(example, command, cancellationToken);
        while (wrong is not null && (example.Reads || wrong.StartsWith(Busy, StringComparison.Ordinal)) && until.Elapsed < TimeSpan.FromSeconds(20));
        return wrong is null ? null : $"line {example.Line}: {wrong}\n{command}";
    }

    private async Task<string?> TryAsync(GuideExample example, string command, CancellationToken cancellationToken)
    {
        var output = await RunAsync(command, cancellationToken);
        if (!output.Contains('\n', StringComparison.Ordinal))
            return null;
        var (body, status) = (output[..output.LastIndexOf('\n')], int.Parse(output[(output.LastIndexOf('\n') + 1)..], CultureInfo.InvariantCulture));
        if (example.Status is { } promised ? status != promised : status is < 200 or > 299)
            return $"{status} instead of {example.Status?.ToString(CultureInfo.InvariantCulture) ?? "a success"}: {body}";
        // Lines of JSON and files are not compared.
        if (!body.StartsWith('{') || (example.Excerpt is null && body.TrimEnd().Contains('\n', StringComparison.Ordinal)))
            return null;
        var answer = JsonElement.Parse(body);
        if (answer.TryGetProperty("dataset_id", out var dataset) && dataset.ValueKind == JsonValueKind.String)
            known["UUID"] = dataset.GetString()!;
        // A question of a guide is one that is understood, unless the guide says otherwise.
        if (example.Excerpt is null && !command.Contains("# blocked", StringComparison.Ordinal)
            && answer.TryGetProperty("answer_type", out var type) && type.GetString() is "clarification" or "unsupported" or "blocked")
            return $"the question is not answered: {body}";
        return example.Excerpt is { } excerpt ? Difference(excerpt, answer, "$") : null;
    }

    private async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        var script = $"{Wrapper}{string.Join('\n', functions)}\n{command}".Replace("http://localhost:8000", gateway.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = bash.StandardError.ReadToEndAsync(cancellationToken);
        var output = await bash.StandardOutput.ReadToEndAsync(cancellationToken);
        await bash.WaitForExitAsync(cancellationToken);
        return bash.ExitCode == 0 ? output : throw new InvalidOperationException($"{command}\n{await errors}");
    }

    /// <summary>Where an answer is not what an excerpt shows of it; <c>"…"</c> is anything, and <c>"&lt;name&gt;"</c> is kept under that name.</summary>
    private string? Difference(JsonElement shown, JsonElement answer, string path)
    {
        if (shown.ValueKind == JsonValueKind.String && shown.GetString() is { } text && (text == "…" || Placeholder().Match(text) is { Success: true, Index: 0 }))
        {
            if (text != "…")
                known[text.Trim('<', '>')] = answer.ToString();
            return null;
        }

        if (shown.ValueKind == JsonValueKind.Object && answer.ValueKind == JsonValueKind.Object)
            return shown.EnumerateObject().Select(p => answer.TryGetProperty(p.Name, out var there) ? Difference(p.Value, there, $"{path}.{p.Name}") : $"{path}.{p.Name} is not in {answer}").FirstOrDefault(d => d is not null);
        if (shown.ValueKind == JsonValueKind.Array && answer.ValueKind == JsonValueKind.Array)
            return shown.EnumerateArray().Select((item, i) => answer.EnumerateArray().Any(there => Difference(item, there, path) is null) ? null : $"{path}[{i}] is not in {answer}").FirstOrDefault(d => d is not null);
        return JsonElement.DeepEquals(shown, answer) ? null : $"{path} is {answer}, not {shown}";
    }

    private void Note(string command)
    {
        if (Url().Match(command) is not { Success: true } url || !command.StartsWith("curl ", StringComparison.Ordinal))
            return;
        var method = Method().Match(command) is { Success: true } stated ? stated.Groups[1].Value : Regex.IsMatch(command, @"\s-(d|F)\b") ? "POST" : "GET";
        Calls.Add((method, url.Groups[1].Value is { Length: > 0 } path ? path : "/"));
    }

    [GeneratedRegex("<([A-Za-z_]+)>")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"http://localhost:8000([^\s""'?]*)")]
    private static partial Regex Url();

    [GeneratedRegex(@"\s-X ([A-Z]+)")]
    private static partial Regex Method();
}
