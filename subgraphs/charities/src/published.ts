import { noticeOnly, type Projections, type Store } from '@hub/kernel';
import { beneficiaryForLinkage } from './beneficiary/beneficiary.feed.ts';
import { beneficiariesForFeed } from './beneficiary/beneficiary.repository.ts';
import { fundForMatching } from './fund/fund.feed.ts';
import { fundsForFeed } from './fund/fund.repository.ts';
import { goodsStockForMatching } from './goods-stock/goodsStock.feed.ts';
import { goodsStocksForFeed } from './goods-stock/goodsStock.repository.ts';
import type { Seals } from './seals.ts';
import type { CharitiesTables } from './tables.ts';

/** What each reader of the feed may have of each kind. */
export const publishedOf = ({ reads }: Store<CharitiesTables>, sealed: Seals): Projections => ({
  beneficiary: { linkage: beneficiaryForLinkage(beneficiariesForFeed(reads), sealed.beneficiary) },
  fund: { matching: fundForMatching(fundsForFeed(reads)), operations: noticeOnly },
  goodsStock: { matching: goodsStockForMatching(goodsStocksForFeed(reads)), operations: noticeOnly },
});
