namespace FaceGrid.Vision.Training.Preparation;

/// <summary>What to make a training set of, and who must not be in it.</summary>
public sealed record PreparationOptions
{
    /// <summary>Folders of people, one folder each.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Folder to make; it must not be there yet, or be empty.</summary>
    public required string Output { get; init; }

    public ChannelOrder Channels { get; init; } = ChannelOrder.Auto;

    /// <summary>The sources are crops on the template already, such as an earlier preparation: their files are taken as they are.</summary>
    public bool Aligned { get; init; }

    /// <summary>Width of the border that photos without a face get for a second look, as a share of their larger side; 0: none.</summary>
    public double Border { get; init; } = 0.25;

    /// <summary>JPEG quality of the crops, 1 to 100; 0 writes PNG.</summary>
    public int Quality { get; init; } = 95;

    /// <summary>The share of photos that may be unreadable; with more the whole is refused.</summary>
    public double UnreadableLimit { get; init; } = 0.02;

    /// <summary>Folder of people, or of photos, that nobody of the training set may be near to; null: nobody is dropped.</summary>
    public string? ApartFrom { get; init; }

    /// <summary>The photos of <see cref="ApartFrom"/> are on the template already; otherwise their central faces are.</summary>
    public bool ApartAligned { get; init; }

    /// <summary>
    /// People are dropped whose mean encoding is nearer to a photo of the other set than this squared L2. Default 1.05: of
    /// the published MobileFaceNet the FMR there is 4e-6, so that of people compared with LFW's 7,701 photos 3 % are dropped
    /// for nothing; those who are in LFW lie below 0.55.
    /// </summary>
    public double MeanNearerThan { get; init; } = 1.05;

    /// <summary>
    /// People are dropped one of whose photos is nearer to a photo of the other set than this squared L2. Default 0.95: the
    /// FMR there is 5e-7, a tenth of what 26 photos would need to meet one of 7,701 by chance.
    /// </summary>
    public double NearerThan { get; init; } = 0.95;

    /// <summary>People whose mean encodings are nearer than this squared L2 are one person; 0: nobody is.</summary>
    public double SamePersonNearerThan { get; init; } = 0.5;

    /// <summary>
    /// Photos farther than this squared L2 from the mean of their person's other photos are of somebody else; 4: none is.
    /// Strangers lie at 2 on average.
    /// </summary>
    public double StrayFartherThan { get; init; } = 1.4;

    /// <summary>People or photos on a contact sheet.</summary>
    public int Shown { get; init; } = 24;
}
