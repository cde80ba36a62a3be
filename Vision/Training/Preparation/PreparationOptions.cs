namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Options of <see cref="SetPreparation"/>.</summary>
public sealed record PreparationOptions
{
    /// <summary>Folders of people, each with one folder per person.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Folder to create; must not exist, or be empty.</summary>
    public required string Output { get; init; }

    /// <summary>Channel order of the sources.</summary>
    public ChannelOrder Channels { get; init; } = ChannelOrder.Auto;

    /// <summary>The sources hold aligned crops, for example from an earlier preparation: their files are copied unchanged.</summary>
    public bool Aligned { get; init; }

    /// <summary>
    /// Width of the border added for a second detection where no face was found, as a share of the larger side; 0: no second one.
    /// </summary>
    public double Border { get; init; } = 0.25;

    /// <summary>JPEG quality of the crops, 1 to 100; 0 writes PNG.</summary>
    public int Quality { get; init; } = 95;

    /// <summary>Share (0 to 1) of the photos that may be unreadable; with more the preparation fails.</summary>
    public double UnreadableLimit { get; init; } = 0.02;

    /// <summary>Folder of the reference set, from which the training set is kept apart; null: no one is dropped.</summary>
    public string? ApartFrom { get; init; }

    /// <summary>The photos of <see cref="ApartFrom"/> are aligned crops; otherwise their central faces are aligned.</summary>
    public bool ApartAligned { get; init; }

    /// <summary>
    /// People whose mean encoding is nearer to a photo of the reference set than this squared L2 are dropped. At the default of 1.05 the
    /// published MobileFaceNet has an FMR of 4e-6, so that comparison with LFW's 7 701 photos drops 3 % of the people without need; people
    /// who are in LFW lie below 0.55.
    /// </summary>
    public double MeanNearerThan { get; init; } = 1.05;

    /// <summary>
    /// People with a photo nearer to a photo of the reference set than this squared L2 are dropped. At the default of 0.95 the FMR is 5e-7,
    /// a tenth of the rate at which 26 photos would match one of 7 701 by chance.
    /// </summary>
    public double NearerThan { get; init; } = 0.95;

    /// <summary>People whose mean encodings are nearer than this squared L2 are merged as the same person; 0: no merging.</summary>
    public double SamePersonNearerThan { get; init; } = 0.5;

    /// <summary>
    /// Photos farther than this squared L2 from the mean of their person's other photos are removed as photos of another person; 4: none.
    /// Different people have a mean distance of 2.
    /// </summary>
    public double StrayFartherThan { get; init; } = 1.4;

    /// <summary>Number of people on a contact sheet.</summary>
    public int Shown { get; init; } = 24;
}
