namespace FaceGrid.Vision.Search;

/// <summary>Extremes over the rows of one group, from which one threshold for all 64 rows follows.</summary>
internal struct GroupTerms
{
    /// <summary>The smallest ‖r‖², +∞ where the group has no rows.</summary>
    public double MinSquaredNorm;

    /// <summary>The largest ‖r‖.</summary>
    public double MaxNorm;

    /// <summary>The largest bound of ‖e_r‖.</summary>
    public double MaxError;
}
