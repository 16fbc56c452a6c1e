namespace NlSql.AppHost.LocalHosting.Running;

/// <summary>What a resource prints: into its own file, and to the terminal behind its name in its colour.</summary>
internal sealed class ResourceLog : IDisposable
{
    private static readonly Lock Terminal = new();
    private static readonly int[] Colours = [36, 32, 33, 35, 34, 96, 92, 93, 95, 94];
    private static readonly bool Coloured = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
    private static int opened;

    private readonly StreamWriter file;
    private readonly string prefix;
    private readonly Queue<string> tail = [];

    public ResourceLog(string name, string folder)
    {
        var path = Path.Combine(folder, name + ".log");
        if (File.Exists(path))
            File.Move(path, Path.Combine(folder, name + ".previous.log"), overwrite: true);
        file = new StreamWriter(path) { AutoFlush = true };
        var colour = Colours[opened++ % Colours.Length];
        prefix = Coloured ? $"\e[{colour}m{name,-16}\e[0m " : $"{name,-16} ";
    }

    /// <summary>The last lines, for the report on a failure.</summary>
    public string Tail
    {
        get
        {
            lock (file)
                return string.Join('\n', tail);
        }
    }

    public void Write(string? line)
    {
        if (line is null)
            return;
        lock (file)
        {
            file.WriteLine(line);
            tail.Enqueue(line);
            if (tail.Count > 20)
                tail.Dequeue();
        }
        Say(prefix + line);
    }

    public static void Say(string line)
    {
        lock (Terminal)
            Console.WriteLine(line);
    }

    public void Dispose()
    {
        lock (file)
            file.Dispose();
    }
}
