using System.Globalization;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Roles of a style job's images: <see cref="Content"/>, style-1 …, mask-1 … and <see cref="Start"/>.</summary>
public static class JobImageRoles
{
    /// <summary>The content image C.</summary>
    public const string Content = "content";

    /// <summary>The image that the optimisation starts from.</summary>
    public const string Start = "start";

    /// <summary>A style image S.</summary>
    /// <param name="number">From 1 on.</param>
    public static string Style(int number) => string.Create(CultureInfo.InvariantCulture, $"style-{number}");

    /// <summary>The mask of a style image.</summary>
    /// <param name="number">Number of the style, from 1 on.</param>
    public static string Mask(int number) => string.Create(CultureInfo.InvariantCulture, $"mask-{number}");
}
