using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>One rule of the script.</summary>
/// <param name="Method">GET, POST, DELETE, null for any; FETCH for the fake's own fetching of pictures.</param>
/// <param name="Path">A regular expression for the path without its version, or for the picture's address.</param>
/// <param name="Does">What goes wrong.</param>
public sealed record GraphFault(string? Method, string Path, GraphTrouble Does)
{
    internal const string Fetch = "FETCH";
    private int seen;

    /// <summary>What was asked for is done first.</summary>
    public bool After { get; init; }

    /// <summary>From the how-many-th call on that fits.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>With how many calls (a throttle: how many times over).</summary>
    public int Times { get; init; } = 1;

    /// <summary>Only calls with this parameter: "published=false".</summary>
    public string? Parameter { get; init; }

    /// <summary>How many calls it took.</summary>
    public int Hits { get; private set; }

    private int Left => Times - Turns;
    private int Turns { get; set; }

    internal bool Fits(string method, string path) => Method is null ? method != Fetch && IsPath(path) : Method == method && IsPath(path);

    internal bool FitsParameter(GraphArguments arguments) => Parameter?.Split('=', 2) switch
    {
        null => true,
        [var name, var value] => arguments.Values.GetValueOrDefault(name) == value,
        [var name] => arguments.Has(name),
        _ => false,
    };

    internal void Count() => seen++;

    internal bool IsDue(DateTimeOffset now) => seen >= Nth && (Left > 0 || (Does is GraphTrouble.Throttle { Until: { } until } && now < until));

    internal void Used(DateTimeOffset now)
    {
        Hits++;
        if (Does is not GraphTrouble.Throttle throttle)
        {
            Turns++;
        }
        else if (throttle.Until is null || now >= throttle.Until)
        {
            Turns++;
            throttle.Until = now.AddMinutes(throttle.Minutes);
        }
    }

    private bool IsPath(string path) => Regex.IsMatch(path, Path, RegexOptions.CultureInvariant);

    /// <summary>A rule that lacks only what goes wrong.</summary>
    public sealed record Rule(GraphScript Script, string? Method, string Path, int Nth, bool After)
    {
        /// <summary>Only calls with this parameter: "published=false".</summary>
        public string? Parameter { get; init; }

        /// <summary>Only calls with this parameter: <c>.With("published=false")</c>.</summary>
        public Rule With(string parameter) => this with { Parameter = parameter };

        public GraphFault Drops(int times = 1) => Does(new GraphTrouble.Drop(), times);

        public GraphFault Answers(int http, int code, int subcode = 0, int times = 1) => Does(new GraphTrouble.Error(http, code, subcode), times);

        /// <summary>In real time.</summary>
        public GraphFault Delays(int milliseconds, int times = 1) => Does(new GraphTrouble.Delay(milliseconds), times);

        /// <summary>Until the task ends; see <see cref="GraphTrouble.Hold.Arrived"/>.</summary>
        public GraphTrouble.Hold Holds(Task until)
        {
            var hold = new GraphTrouble.Hold(until);
            Does(hold, 1);
            return hold;
        }

        public GraphFault ClosesMidBody(int times = 1) => Does(new GraphTrouble.CloseMidBody(), times);

        /// <summary>200 without a body.</summary>
        public GraphFault SaysNothing(int times = 1) => Does(GraphTrouble.Empty, times);

        /// <summary>502 in HTML, from the server in front.</summary>
        public GraphFault BadGateway(int times = 1) => Does(GraphTrouble.BadGateway, times);

        /// <summary>Codes 4, 32, 613, 80001 or 80002, until so many minutes of the clock are over.</summary>
        public GraphFault Throttles(int minutes, int code = 4) => Does(new GraphTrouble.Throttle(minutes, code), 1);

        /// <summary>Of the container that the call creates.</summary>
        public GraphFault Timeline(params GraphStep[] steps) => Does(new GraphTrouble.Timeline(steps), 1);

        /// <summary>Of the container that the call creates: IN_PROGRESS, and after so many seconds ERROR.</summary>
        public GraphFault BecomesError(int subcode, double seconds = 2) => Timeline(new GraphStep(0, "IN_PROGRESS"), new GraphStep(seconds, "ERROR", subcode));

        /// <summary>The picture's address answers 302.</summary>
        public GraphFault Redirects(int times = 1) => Does(new GraphTrouble.Says(302, "text/plain", ""), times);

        /// <summary>The picture comes as text/html or the like.</summary>
        public GraphFault HasContentType(string type, int times = 1) => Does(new GraphTrouble.ComesAs(type), times);

        public GraphFault Does(GraphTrouble trouble, int times = 1) =>
            Script.Add(new GraphFault(Method, Path, trouble) { After = After, Nth = Nth, Times = times, Parameter = Parameter });
    }
}
