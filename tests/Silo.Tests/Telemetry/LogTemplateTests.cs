using System.Reflection;
using System.Text.RegularExpressions;
using FaceGrid.Grains.Identities;
using FaceGrid.Silo.Hosting;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Tests.Telemetry;

/// <summary>What the log entries of grains and silos name.</summary>
public sealed partial class LogTemplateTests
{
    /// <summary>Values that contain no name of an identity. A new one is added here after a look at what is passed for it.</summary>
    private static readonly string[] Nameless =
    [
        "Error", "Exception", "From", "Gallery", "Grain", "Job", "Kind", "Kinds", "Method", "Moved", "Shard", "Tenant", "To", "What",
    ];

    [Fact]
    public void Templates_OfAllLogEntries_NameNoIdentity()
    {
        var templates = new[] { typeof(IdentityGrain).Assembly, typeof(ClusterSilo).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()?.Message)
            .OfType<string>()
            .Distinct()
            .ToList();

        Assert.True(templates.Count > 10, "the log entries were not found");
        Assert.All(templates.SelectMany(t => Values().Matches(t)), m => Assert.Contains(m.Groups[1].Value, Nameless));
    }

    [GeneratedRegex("""\{(\w+)(?::[^}]*)?\}""")]
    private static partial Regex Values();
}
